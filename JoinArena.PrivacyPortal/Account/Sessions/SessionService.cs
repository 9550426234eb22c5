using System.Security.Claims;
using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Account.SigningIn;
using JoinArena.PrivacyPortal.Data;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Account.Sessions;

/// <summary>
/// The sign-ins of accounts that have not ended. OWASP ASVS 5.0 v5.0.0-7.5.2: people see theirs and end any of them.
/// </summary>
public sealed class SessionService(IDbContextFactory<PortalDbContext> contexts, TimeProvider clock)
{
    /// <summary>A session nobody has used for this long has ended.</summary>
    public static readonly TimeSpan IdleTimeout = TimeSpan.FromHours(8);

    private static readonly TimeSpan s_seenEvery = TimeSpan.FromMinutes(1);

    /// <summary>Begins one.</summary>
    /// <returns>Its id, for the cookie.</returns>
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

    /// <summary>Whether the session of a cookie goes on.</summary>
    /// <param name="user">Whose cookie.</param>
    /// <param name="isUsed">
    /// Whether it is being used, which is taken down; an open page that nobody touches is not.
    /// </param>
    /// <param name="ct">Stops.</param>
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

    /// <summary>The sessions of the account of somebody signed in, the newest use first.</summary>
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
    /// Ends one of the account's sessions; another account's is not found. Its browser and live pages are signed out
    /// within <see cref="AccountSetup.ValidationInterval"/>.
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

    /// <summary>Ends all of the account's but the one that says so.</summary>
    internal async Task EndOthersAsync(ClaimsPrincipal user, CancellationToken ct)
    {
        var (account, own) = (user.FindAccountId(), user.FindSessionId());
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var write = await db.BeginWriteAsync(ct);
        await db.AccountSessions.Where(s => s.AccountId == account && s.Id != own).ExecuteDeleteAsync(ct);
        await write.CommitAsync(ct);
    }

    /// <summary>Ends all of an account's.</summary>
    internal async Task EndAllAsync(Guid account, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var write = await db.BeginWriteAsync(ct);
        await db.AccountSessions.Where(s => s.AccountId == account).ExecuteDeleteAsync(ct);
        await write.CommitAsync(ct);
    }
}
