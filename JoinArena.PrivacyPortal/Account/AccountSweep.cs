using JoinArena.PrivacyPortal.Account.Sessions;
using JoinArena.PrivacyPortal.Account.StepUp;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.BackgroundJobs;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Account;

/// <summary>Forgets sessions that have ended and codes that have run out.</summary>
public sealed class AccountSweep(IDbContextFactory<PortalDbContext> contexts, TimeProvider clock) : ISweep
{
    public async Task SweepAsync(CancellationToken ct)
    {
        var now = clock.GetInstant();
        // Codes are kept as long as they count towards how many may be sent.
        var (idle, sent) = (now - SessionService.Idle, now - MailedCodes.PerHour);
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var write = await db.BeginWriteAsync(ct);
        await db.AccountSessions.Where(s => s.SeenAt <= idle).ExecuteDeleteAsync(ct);
        await db.MailedCodes.Where(c => c.SentAt <= sent).ExecuteDeleteAsync(ct);
        await write.CommitAsync(ct);
    }
}
