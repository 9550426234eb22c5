using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Data;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Account.Attempts;

/// <summary>
/// Limits wrong passwords and codes. They are counted by account and by where they come from, so that a stranger who
/// guesses locks out only themselves. A browser in which the owner has signed in before has a count of its own, at
/// whatever address it is. Source: OWASP ASVS 5.0.0 6.3.1; OWASP, "Slow Down Online Guessing Attacks with Device
/// Cookies".
/// </summary>
internal sealed class SignInAttempts(
    IDbContextFactory<PortalDbContext> contexts,
    IHttpContextAccessor http,
    KnownBrowserCookie browsers,
    TimeProvider clock
)
{
    /// <summary>Takes one attempt off. Call it before the password or code is looked at.</summary>
    /// <param name="account">
    /// The account; null for an address without one, which takes as long but limits nothing.
    /// </param>
    /// <returns>False if no attempt is left: then nothing must be checked.</returns>
    public async Task<bool> TryTakeAsync(Guid? account, CancellationToken ct)
    {
        var id = account ?? Guid.Empty;
        var now = clock.GetInstant();
        var source = FindSource(id);
        await using var db = await contexts.CreateDbContextAsync(ct);
        var isLeft = await db.TryTakeAttemptAsync(id, AttemptLimit.SignIn, source.Key, now, ct);
        if (source.IsKnownBrowser)
            return isLeft;
        // A refused attempt must not use up what all new browsers share, or one stranger could use it up alone. It still
        // runs the same statement, so that it takes as long.
        var shared = isLeft ? id : Guid.Empty;
        return await db.TryTakeAttemptAsync(shared, AttemptLimit.SignInFromNewBrowsers, "", now, ct) && isLeft;
    }

    /// <summary>
    /// Gives the attempt back after a right password that a second factor still has to follow. If the password alone
    /// started the count again, the number of codes to try would have no limit.
    /// </summary>
    public async Task ReturnAsync(Guid account, CancellationToken ct)
    {
        var source = FindSource(account);
        await using var db = await contexts.CreateDbContextAsync(ct);
        await db.ReturnAttemptAsync(account, AttemptLimit.SignIn, source.Key, ct);
        if (!source.IsKnownBrowser)
            await db.ReturnAttemptAsync(account, AttemptLimit.SignInFromNewBrowsers, "", ct);
    }

    /// <summary>Starts the count again for this source, after the owner has proved who they are.</summary>
    public async Task ClearAsync(Guid account, CancellationToken ct)
    {
        var source = FindSource(account);
        await using var db = await contexts.CreateDbContextAsync(ct);
        await db.ClearAttemptsAsync(account, AttemptLimit.SignIn, source.Key, ct);
        if (!source.IsKnownBrowser)
            await db.ReturnAttemptAsync(account, AttemptLimit.SignInFromNewBrowsers, "", ct);
    }

    /// <summary>Starts every count again, after the owner has set a new password.</summary>
    public async Task ClearAllAsync(Guid account, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        await db.ClearAttemptsAsync(account, AttemptLimit.SignIn, ct);
        await db.ClearAttemptsAsync(account, AttemptLimit.SignInFromNewBrowsers, ct);
    }

    private Source FindSource(Guid account)
    {
        if (http.HttpContext is not { } request)
            return new("", IsKnownBrowser: false);
        if (browsers.Find(request) is { } browser && browser.Accounts.Contains(account))
            return new($"browser {browser.Id:N}", IsKnownBrowser: true);
        return new($"network {request.HashClientNetwork(account)}", IsKnownBrowser: false);
    }

    private readonly record struct Source(string Key, bool IsKnownBrowser);
}
