using System.Security.Claims;
using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Account.SigningIn;
using JoinArena.PrivacyPortal.Data;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Account.Sessions;

/// <summary>
/// The open sessions of accounts. People can see and end their own. A session that has ended here opens nothing any
/// more, on any node, from the next request on. Source: OWASP ASVS 5.0.0 7.3, 7.4, 7.5.2.
/// </summary>
public sealed class SessionService(IDbContextFactory<PortalDbContext> contexts, TimeProvider clock)
{
    /// <summary>A session ends when it was not used for this long.</summary>
    public static readonly TimeSpan IdleTimeout = TimeSpan.FromHours(8);

    /// <summary>How long after its last renewal the cookie of a session in use is renewed.</summary>
    internal static readonly TimeSpan RenewEvery = TimeSpan.FromMinutes(5);

    /// <summary>A session of staff ends after this time even if it is in use.</summary>
    public static readonly TimeSpan StaffLifetime = TimeSpan.FromHours(12);

    /// <summary>Any other session ends after this time even if it is in use. Source: NIST SP 800-63B 4.1.3.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(30);

    private static readonly TimeSpan s_seenEvery = TimeSpan.FromMinutes(1);

    /// <summary>Starts a session.</summary>
    /// <param name="proof">What its owner proved; null if that is not known.</param>
    /// <returns>The session id, for the cookie.</returns>
    internal async Task<Guid> BeginAsync(Guid account, string userAgent, SignInProof? proof, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var methods = string.Join(' ', proof?.Methods ?? []);
        var origin = new SessionOrigin(DateTimeOffset.MaxValue, methods, proof?.Provider);
        var session = await AddAsync(db, account, userAgent, origin, ct);
        await db.SaveChangesAsync(ct);
        return session.Id;
    }

    /// <summary>
    /// Ends every session of the user's account and starts one in their place. It ends no later than the user's own
    /// would have, because its owner has not signed in again with every factor.
    /// </summary>
    /// <returns>The session id, for the cookie.</returns>
    internal async Task<Guid> ReplaceAllAsync(ClaimsPrincipal user, string userAgent, CancellationToken ct)
    {
        if ((user.FindAccountId(), user.FindSessionId()) is not ({ } account, { } id))
            throw new InvalidOperationException("Replacing sessions needs a signed-in user.");
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var write = await db.BeginWriteAsync(ct);
        var former = await db.AccountSessions.AsNoTracking().SingleAsync(s => s.Id == id && s.AccountId == account, ct);
        await db.AccountSessions.Where(s => s.AccountId == account).ExecuteDeleteAsync(ct);
        var provider = former.ProviderToken is { } token ? new ProviderSession(former.ProviderSession, token) : null;
        var session = await AddAsync(db, account, userAgent, new(former.EndsAt, former.Methods, provider), ct);
        await db.SaveChangesAsync(ct);
        await write.CommitAsync(ct);
        return session.Id;
    }

    /// <summary>
    /// True if the session of the cookie is still open and nothing about the account has ended it: neither a new
    /// password nor a new role. Asked on every request; what the cookie says about time does not count.
    /// </summary>
    /// <param name="user">The user in the cookie.</param>
    /// <param name="isUsed">
    /// True to record that the session is being used. False for the background check of an open page.
    /// </param>
    internal async Task<bool> IsActiveAsync(ClaimsPrincipal user, bool isUsed, CancellationToken ct)
    {
        if ((user.FindAccountId(), user.FindSessionId()) is not ({ } account, { } id))
            return false;
        var now = clock.GetInstant();
        var stamp = user.FindSecurityStamp();
        var oldest = now - IdleTimeout;
        await using var db = await contexts.CreateDbContextAsync(ct);
        var accounts = db.Accounts;
        var seen = await db
            .AccountSessions.Where(s => s.Id == id && s.AccountId == account && s.LastSeenAt > oldest && s.EndsAt > now)
            .Where(s => accounts.Any(a => a.Id == s.AccountId && a.SecurityStamp == stamp))
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
    public Task<IReadOnlyList<AccountSession>> GetSessionsAsync(ClaimsPrincipal user, CancellationToken ct) =>
        GetSessionsAsync(user.FindAccountId() ?? Guid.Empty, ct);

    /// <summary>The open sessions of an account, most recently used first.</summary>
    public async Task<IReadOnlyList<AccountSession>> GetSessionsAsync(Guid account, CancellationToken ct)
    {
        var now = clock.GetInstant();
        var oldest = now - IdleTimeout;
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db
            .AccountSessions.AsNoTracking()
            .Where(s => s.AccountId == account && s.LastSeenAt > oldest && s.EndsAt > now)
            .OrderByDescending(s => s.LastSeenAt)
            .ThenBy(s => s.Id)
            .ToListAsync(ct);
    }

    /// <summary>
    /// Ends one of the user's own sessions. Open live pages of it end with <see cref="LiveCircuits"/>.
    /// </summary>
    /// <returns>False if it is not the user's.</returns>
    public async Task<bool> EndAsync(ClaimsPrincipal user, Guid session, CancellationToken ct)
    {
        if (user.FindAccountId() is not { } account)
            return false;
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var write = await db.BeginWriteAsync(ct);
        var ended = await db
            .AccountSessions.Where(s => s.Id == session && s.AccountId == account)
            .ExecuteDeleteAsync(ct);
        await write.CommitAsync(ct);
        return ended == 1;
    }

    /// <summary>Ends all sessions of the account except the current one.</summary>
    internal async Task EndOthersAsync(ClaimsPrincipal user, CancellationToken ct)
    {
        var account = user.FindAccountId();
        var own = user.FindSessionId();
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var write = await db.BeginWriteAsync(ct);
        await db.AccountSessions.Where(s => s.AccountId == account && s.Id != own).ExecuteDeleteAsync(ct);
        await write.CommitAsync(ct);
    }

    /// <summary>
    /// Ends all sessions of an account. Open live pages end with <see cref="LiveCircuits"/>.
    /// </summary>
    /// <returns>How many were open.</returns>
    public async Task<int> EndAllAsync(Guid account, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var write = await db.BeginWriteAsync(ct);
        var ended = await db.AccountSessions.Where(s => s.AccountId == account).ExecuteDeleteAsync(ct);
        await write.CommitAsync(ct);
        return ended;
    }

    private async Task<AccountSession> AddAsync(
        PortalDbContext db,
        Guid account,
        string userAgent,
        SessionOrigin origin,
        CancellationToken ct
    )
    {
        var now = clock.GetInstant();
        var end = now + (await db.IsStaffAsync(account, ct) ? StaffLifetime : Lifetime);
        return db
            .AccountSessions.Add(
                new()
                {
                    AccountId = account,
                    StartedAt = now,
                    LastSeenAt = now,
                    EndsAt = end < origin.NoLaterThan ? end : origin.NoLaterThan,
                    Browser = BrowserName.FromUserAgent(userAgent),
                    Methods = origin.Methods,
                    ProviderSession = origin.Provider?.Id,
                    ProviderToken = origin.Provider?.SealedToken,
                }
            )
            .Entity;
    }

    /// <param name="NoLaterThan">When it ends at the latest.</param>
    /// <param name="Methods">How its owner signed in.</param>
    /// <param name="Provider">Its session at the platform, if it began there.</param>
    private sealed record SessionOrigin(DateTimeOffset NoLaterThan, string Methods, ProviderSession? Provider);
}
