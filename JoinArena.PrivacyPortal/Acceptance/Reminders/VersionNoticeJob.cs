using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.BackgroundJobs;
using JoinArena.PrivacyPortal.Notifications;
using JoinArena.PrivacyPortal.Policies;
using JoinArena.PrivacyPortal.Workers;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Acceptance.Reminders;

/// <summary>
/// Tells every worker of a version that is coming, or has just come, once: of a material one by letter and in the
/// inbox, of an editorial one in the inbox alone. Nobody
/// gets two letters about the policy in one week, reminders counted, unless the version would be in force before the
/// week is over. Source: GDPR 5(1)(a), 12(1).
/// </summary>
public sealed class VersionNoticeJob(
    IDbContextFactory<PortalDbContext> contexts,
    PolicyLibrary library,
    PolicyVersionEmails news,
    IConfiguration configuration,
    TimeProvider clock
) : IBackgroundJob
{
    /// <summary>How long after a letter about the policy the next one waits.</summary>
    public static readonly TimeSpan QuietPeriod = TimeSpan.FromDays(7);

    /// <summary>How long a version that is in force is still told; then whoever has to decide is reminded.</summary>
    private static readonly TimeSpan s_fresh = AcceptanceReminderJob.FirstAfter;

    private const int BatchSize = 200;

    public async Task RunAsync(CancellationToken ct)
    {
        if (!configuration.GetValue("Portal:Acceptance:Notices", true))
            return;
        foreach (var version in ToTell(library.Snapshot, clock.GetInstant()))
        {
            var (last, due) = ("", await DueAsync(version, "", ct));
            while (due.Count > 0)
            {
                foreach (var worker in due)
                    await TellAsync(last = worker, version, ct);
                due = await DueAsync(version, last, ct);
            }
        }
    }

    private static IEnumerable<PolicyVersion> ToTell(PolicySet set, DateTimeOffset now) =>
        set.Versions.Where(v =>
            v.Change is not ChangeKind.Initial
            && (v.Effective > now || (v == set.FindInForce(now) && now - v.Effective < s_fresh))
        );

    /// <summary>
    /// Those to tell now whose ids come after <paramref name="after"/>, in that order. Whoever came to JoinArena under
    /// a version is not told of it as news.
    /// </summary>
    private async Task<List<string>> DueAsync(PolicyVersion version, string after, CancellationToken ct)
    {
        var (name, from, now) = (version.Name, version.Effective, clock.GetInstant());
        await using var db = await contexts.CreateDbContextAsync(ct);
        var (acceptances, notices) = (db.Acceptances, db.VersionNotices);
        var due = db
            .Workers.Where(w => w.Id.CompareTo(after) > 0 && w.AnnouncedAt <= from)
            .Where(w =>
                !notices.Any(n => n.WorkerId == w.Id && n.Version == name)
                && !acceptances.Any(a => a.WorkerId == w.Id && a.Version == name)
            );
        if (IsMailed(version))
            due = Rested(db, due, since: now - QuietPeriod, upTo: from > now ? from - QuietPeriod : now);
        return await due.OrderBy(w => w.Id).Select(w => w.Id).Take(BatchSize).ToListAsync(ct);
    }

    /// <summary>Without those who had a letter about the policy between the two instants.</summary>
    private static IQueryable<Worker> Rested(
        PortalDbContext db,
        IQueryable<Worker> workers,
        DateTimeOffset since,
        DateTimeOffset upTo
    )
    {
        var (notices, reminders) = (db.VersionNotices, db.AcceptanceReminders);
        return workers.Where(w =>
            !notices.Any(n => n.WorkerId == w.Id && n.IsMailed && n.NotifiedAt > since && n.NotifiedAt <= upTo)
            && !reminders.Any(r => r.WorkerId == w.Id && r.LastRemindedAt > since && r.LastRemindedAt <= upTo)
        );
    }

    private async Task TellAsync(string workerId, PolicyVersion version, CancellationToken ct)
    {
        var (now, name, isMailed) = (clock.GetInstant(), version.Name, IsMailed(version));
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var write = await db.BeginWriteAsync(ct);
        if (await IsToldAsync(db, workerId, name, ct))
            return;

        var worker = await db.Workers.SingleAsync(w => w.Id == workerId, ct);
        var accepted = await db
            .Acceptances.Where(a => a.WorkerId == workerId)
            .OrderByDescending(a => a.AcceptedAt)
            .Select(a => a.Version)
            .FirstOrDefaultAsync(ct);
        db.VersionNotices.Add(
            new()
            {
                WorkerId = workerId,
                Version = name,
                NotifiedAt = now,
                IsMailed = isMailed,
            }
        );
        var notice = news.CreateNotice(version, accepted, worker);
        if (isMailed)
            db.Notices.SendToWorker(worker, notice, now);
        else
            db.Notices.SendToInbox(worker, notice, now);
        try
        {
            await db.SaveChangesAsync(ct);
            await write.CommitAsync(ct);
        }
        catch (DbUpdateException)
        {
            // Another node has just told them, and with this transaction goes this letter; or else something is wrong.
            await using var look = await contexts.CreateDbContextAsync(ct);
            if (!await IsToldAsync(look, workerId, name, ct))
                throw;
        }
    }

    private static Task<bool> IsToldAsync(PortalDbContext db, string workerId, string version, CancellationToken ct) =>
        db.VersionNotices.AnyAsync(n => n.WorkerId == workerId && n.Version == version, ct);

    private static bool IsMailed(PolicyVersion version) => version.Change is ChangeKind.Material;
}
