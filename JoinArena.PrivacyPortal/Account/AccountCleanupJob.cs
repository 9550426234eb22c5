using JoinArena.PrivacyPortal.Access.SecurityEvents;
using JoinArena.PrivacyPortal.Account.Attempts;
using JoinArena.PrivacyPortal.Account.Sessions;
using JoinArena.PrivacyPortal.Account.StepUp;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.BackgroundJobs;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Account;

/// <summary>
/// Deletes sessions that have ended, codes older than an hour, counts of attempts that are over, and the oldest part of
/// the audit trail.
/// </summary>
public sealed class AccountCleanupJob(IDbContextFactory<PortalDbContext> contexts, TimeProvider clock) : IBackgroundJob
{
    public async Task RunAsync(CancellationToken ct)
    {
        var now = clock.GetInstant();
        var idle = now - SessionService.IdleTimeout;
        var sent = now - MailedCodeService.LimitWindow;
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var write = await db.BeginWriteAsync(ct);
        await db.AccountSessions.Where(s => s.LastSeenAt <= idle || s.EndsAt <= now).ExecuteDeleteAsync(ct);
        await db.MailedCodes.Where(c => c.SentAt <= sent).ExecuteDeleteAsync(ct);
        var kept = now - SecurityEvent.KeptFor;
        await db.SecurityEvents.Where(e => e.At <= kept).ExecuteDeleteAsync(ct);
        var ended = now.ToUnixTimeMilliseconds();
        await db.AttemptCounters.Where(c => c.EndsAt <= ended).ExecuteDeleteAsync(ct);
        await write.CommitAsync(ct);
    }
}
