using System.Security.Claims;
using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Account.SigningIn;
using JoinArena.PrivacyPortal.Data;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Account.Sessions;

/// <summary>
/// The open sessions of accounts. People can see and end their own. Source: OWASP ASVS 5.0.0 7.5.2.
/// </summary>
public sealed class SessionService(IDbContextFactory<PortalDbContext> contexts, TimeProvider clock)
{
    /// <summary>A session ends when it was not used for this long.</summary>
    public static readonly TimeSpan IdleTimeout = TimeSpan.FromHours(8);

    private static readonly TimeSpan s_seenEvery = TimeSpan.FromMinutes(1);

    /// <summary>Starts a session.</summary>
    /// <returns>The session id, for the cookie.</returns>
    internal async Task<Guid> BeginAsync(Guid account, string userAgent, CancellationToken ct)
    {
        var now = clock.GetInstant();
        await using var db = await contexts.CreateDbContextAsync(ct);
        var session = db
            .AccountSessions.Add(
                new()
                {
                    AccountId = account,
                    StartedAt = now,
                    LastSeenAt = now,
                    Browser = BrowserName.FromUserAgent(userAgent),
                }
            )
            .Entity;
        await db.SaveChangesAsync(ct);
        return session.Id;
    }

    /// <summary>True if the session of the cookie is still open.</summary>
    /// <param name="user">The user in the cookie.</param>
    /// <param name="isUsed">
    /// True to record that the session is being used. False for the background check of an open page.
    /// </param>
    internal async Task<bool> IsActiveAsync(ClaimsPrincipal user, bool isUsed, CancellationToken ct)
    {
        if ((user.FindAccountId(), user.FindSessionId()) is not ({ } account, { } id))
            return false;
        var now = clock.GetInstant();
        var oldest = now - IdleTimeout;
        await using var db = await contexts.CreateDbContextAsync(ct);
        var seen = await db
            .AccountSessions.Where(s => s.Id == id && s.AccountId == account && s.LastSeenAt > oldest)
            .Select(s => (DateTimeOffset?)s.LastSeenAt)
            .SingleOrDefaultAsync(ct);
        if (seen is not { } last)
            return false;
        if (!isUsed || now - last < s_seenEvery)
            return true;
        await using var write = await db.BeginWriteAsync(ct);
        var used =
            await db
                .AccountSessions.Where(s => s.Id == id)
                .ExecuteUpdateAsync(s => s.SetProperty(o => o.LastSeenAt, now), ct) == 1;
        await write.CommitAsync(ct);
        return used;
    }

    /// <summary>The open sessions of the user's account, most recently used first.</summary>
    public async Task<IReadOnlyList<AccountSession>> GetSessionsAsync(ClaimsPrincipal user, CancellationToken ct)
    {
        var (account, oldest) = (user.FindAccountId(), clock.GetInstant() - IdleTimeout);
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db
            .AccountSessions.AsNoTracking()
            .Where(s => s.AccountId == account && s.LastSeenAt > oldest)
            .OrderByDescending(s => s.LastSeenAt)
            .ThenBy(s => s.Id)
            .ToListAsync(ct);
    }

    /// <summary>
    /// Ends one of the user's own sessions. Its browser and live pages are signed out within
    /// <see cref="AccountSetup.ValidationInterval"/>.
    /// </summary>
    public async Task EndAsync(ClaimsPrincipal user, Guid session, CancellationToken ct)
    {
        if (user.FindAccountId() is not { } account)
            return;
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var write = await db.BeginWriteAsync(ct);
        await db.AccountSessions.Where(s => s.Id == session && s.AccountId == account).ExecuteDeleteAsync(ct);
        await write.CommitAsync(ct);
    }

    /// <summary>Ends all sessions of the account except the current one.</summary>
    internal async Task EndOthersAsync(ClaimsPrincipal user, CancellationToken ct)
    {
        var (account, own) = (user.FindAccountId(), user.FindSessionId());
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var write = await db.BeginWriteAsync(ct);
        await db.AccountSessions.Where(s => s.AccountId == account && s.Id != own).ExecuteDeleteAsync(ct);
        await write.CommitAsync(ct);
    }

    /// <summary>Ends all sessions of the account.</summary>
    internal async Task EndAllAsync(Guid account, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var write = await db.BeginWriteAsync(ct);
        await db.AccountSessions.Where(s => s.AccountId == account).ExecuteDeleteAsync(ct);
        await write.CommitAsync(ct);
    }
}
