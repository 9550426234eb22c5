using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.BackgroundJobs;
using JoinArena.PrivacyPortal.Notifications;
using JoinArena.PrivacyPortal.Policies;
using JoinArena.PrivacyPortal.Workers;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Acceptance.Reminders;

/// <summary>
/// Notifies every worker once of a version that is coming or has just come into force: by email and in the inbox if it
/// is material, in the inbox only if it is editorial. A worker gets at most one email about the policy in a week,
/// including reminders, unless the version comes into force within that week. Source: GDPR 5(1)(a), 12(1).
/// </summary>
public sealed class VersionNoticeJob(
    IDbContextFactory<PortalDbContext> contexts,
    PolicyLibrary library,
    PolicyVersionEmails emails,
    IConfiguration configuration,
    TimeProvider clock,
    SetAsideRows setAside
) : IBackgroundJob
{
    /// <summary>The shortest time between two emails about the policy.</summary>
    public static readonly TimeSpan QuietPeriod = TimeSpan.FromDays(7);

    /// <summary>How long after a version came into force its notice is still sent. Then reminders take over.</summary>
    private static readonly TimeSpan s_fresh = AcceptanceReminderJob.FirstAfter;

    private const int BatchSize = 200;

    public async Task RunAsync(CancellationToken ct)
    {
        if (!configuration.GetValue("Portal:Acceptance:Notices", true))
            return;
        foreach (var version in GetVersionsToAnnounce(library.Snapshot, clock.GetInstant()))
        {
            var due = await DueAsync(version, "", ct);
            while (due.Count > 0)
            {
                foreach (var worker in due)
                    await setAside.TryAsync<VersionNoticeJob>(worker, () => NotifyAsync(worker, version, ct), ct);
                due = await DueAsync(version, due[^1], ct);
            }
        }
    }

    private static IEnumerable<PolicyVersion> GetVersionsToAnnounce(PolicySet set, DateTimeOffset now) =>
        set.Versions.Where(v =>
            v.Change is not ChangeKind.Initial
            && (v.Effective > now || (v == set.FindInForce(now) && now - v.Effective < s_fresh))
        );

    /// <summary>
    /// The workers to notify now, by id, after <paramref name="after"/>. Workers who joined after the version came into
    /// force are left out, because it is not news to them.
    /// </summary>
    private async Task<List<string>> DueAsync(PolicyVersion version, string after, CancellationToken ct)
    {
        var name = version.Name;
        var from = version.Effective;
        var now = clock.GetInstant();
        await using var db = await contexts.CreateDbContextAsync(ct);
        var acceptances = db.Acceptances;
        var notices = db.VersionNotices;
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

    /// <summary>Leaves out workers who got an email about the policy between the two instants.</summary>
    private static IQueryable<Worker> Rested(
        PortalDbContext db,
        IQueryable<Worker> workers,
        DateTimeOffset since,
        DateTimeOffset upTo
    )
    {
        var notices = db.VersionNotices;
        var reminders = db.AcceptanceReminders;
        return workers.Where(w =>
            !notices.Any(n => n.WorkerId == w.Id && n.IsMailed && n.NotifiedAt > since && n.NotifiedAt <= upTo)
            && !reminders.Any(r => r.WorkerId == w.Id && r.LastRemindedAt > since && r.LastRemindedAt <= upTo)
        );
    }

    private async Task NotifyAsync(string workerId, PolicyVersion version, CancellationToken ct)
    {
        var now = clock.GetInstant();
        var name = version.Name;
        var isMailed = IsMailed(version);
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var write = await db.BeginWriteAsync(ct);
        if (await IsNotifiedAsync(db, workerId, name, ct))
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
        var notice = emails.CreateNotice(version, accepted, worker);
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
            // If another node has just notified the worker, this notice is rolled back. Any other failure is rethrown.
            await using var look = await contexts.CreateDbContextAsync(ct);
            if (!await IsNotifiedAsync(look, workerId, name, ct))
                throw;
        }
    }

    private static Task<bool> IsNotifiedAsync(
        PortalDbContext db,
        string workerId,
        string version,
        CancellationToken ct
    ) => db.VersionNotices.AnyAsync(n => n.WorkerId == workerId && n.Version == version, ct);

    private static bool IsMailed(PolicyVersion version) => version.Change is ChangeKind.Material;
}
