using JoinArena.PrivacyPortal.Account.Sessions;
using JoinArena.PrivacyPortal.Account.StepUp;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.BackgroundJobs;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Account;

/// <summary>Forgets sessions that have ended and codes that have run out.</summary>
public sealed class AccountCleanupJob(IDbContextFactory<PortalDbContext> contexts, TimeProvider clock) : IBackgroundJob
{
    public async Task RunAsync(CancellationToken ct)
    {
        var now = clock.GetInstant();
        // Codes are kept as long as they count towards how many may be sent.
        var (idle, sent) = (now - SessionService.IdleTimeout, now - MailedCodeService.LimitWindow);
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var write = await db.BeginWriteAsync(ct);
        await db.AccountSessions.Where(s => s.LastSeenAt <= idle).ExecuteDeleteAsync(ct);
        await db.MailedCodes.Where(c => c.SentAt <= sent).ExecuteDeleteAsync(ct);
        await write.CommitAsync(ct);
    }
}
