using JoinArena.PrivacyPortal.Access.SecurityEvents;
using JoinArena.PrivacyPortal.Account.Sessions;
using JoinArena.PrivacyPortal.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Account.Oidc;

/// <summary>Ends sessions here because the platform's sessions in which they began have ended.</summary>
internal sealed class ProviderLogoutService(
    IDbContextFactory<PortalDbContext> contexts,
    LiveCircuits circuits,
    SecurityLog security
)
{
    /// <summary>Ends sessions and their live pages. Those that began with a password or passkey of the portal go on.</summary>
    /// <param name="logout">Which; one without <c>sid</c> ends all of the person's.</param>
    public async Task EndAsync(ProviderLogout logout, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var write = await db.BeginWriteAsync(ct);
        var ended = db.AccountSessions.Where(s => s.ProviderToken != null);
        if (logout.StartedBy is { } startedBy)
            ended = ended.Where(s => s.StartedAt <= startedBy);
        if (logout.Session is { } session)
            ended = ended.Where(s => s.ProviderSession == session);
        if (logout.Subject is { } subject)
        {
            var owner = db.Set<IdentityUserLogin<Guid>>()
                .Where(l => l.LoginProvider == OidcProvider.Scheme && l.ProviderKey == subject)
                .Select(l => l.UserId);
            ended = ended.Where(s => owner.Contains(s.AccountId));
        }

        var sessions = await ended.Select(s => new { s.Id, s.AccountId }).ToListAsync(ct);
        List<Guid> ids = [.. sessions.Select(s => s.Id)];
        await db.AccountSessions.Where(s => ids.Contains(s.Id)).ExecuteDeleteAsync(ct);
        await write.CommitAsync(ct);
        foreach (var id in ids)
            circuits.EndSession(id);
        foreach (var account in sessions.Select(s => s.AccountId).Distinct())
        {
            security.Record(
                SecurityEventKind.SessionsEnded,
                SecurityEventResult.Succeeded,
                account,
                "signed out at JoinArena"
            );
        }
    }
}

/// <summary>What the platform says has ended. At least one of the first two is there.</summary>
/// <param name="Subject">The person's <c>sub</c>.</param>
/// <param name="Session">The <c>sid</c> of the session there.</param>
/// <param name="StartedBy">A session that began here later was not meant; null if any was.</param>
internal sealed record ProviderLogout(string? Subject, string? Session, DateTimeOffset? StartedBy);
