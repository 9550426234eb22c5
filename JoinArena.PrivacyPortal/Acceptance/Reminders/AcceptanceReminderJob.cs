using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.BackgroundJobs;
using JoinArena.PrivacyPortal.Notifications;
using JoinArena.PrivacyPortal.Policies;
using JoinArena.PrivacyPortal.Shell.Localization;
using JoinArena.PrivacyPortal.Workers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace JoinArena.PrivacyPortal.Acceptance.Reminders;

/// <summary>
/// Reminds workers who accepted an earlier version that a material version is in force: first after a week, then every
/// 30 days, three times in all. Workers who never accepted a version get no reminder, because they need no acceptance
/// to use the portal. A reminder waits if <see cref="VersionNoticeJob"/> has just sent an email.
/// </summary>
public sealed class AcceptanceReminderJob(
    IDbContextFactory<PortalDbContext> contexts,
    PolicyLibrary library,
    ReminderStopService stops,
    IStringLocalizer<SharedResource> words,
    IConfiguration configuration,
    TimeProvider clock,
    SetAsideRows setAside
) : IBackgroundJob
{
    /// <summary>The most reminders a worker gets about one version.</summary>
    public const int MaxReminders = 3;

    /// <summary>The time from the version coming into force to the first reminder.</summary>
    public static readonly TimeSpan FirstAfter = TimeSpan.FromDays(7);

    /// <summary>The time between two reminders.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromDays(30);

    public async Task RunAsync(CancellationToken ct)
    {
        if (!configuration.GetValue("Portal:Acceptance:Reminders", true))
            return;
        var set = library.Snapshot;
        var now = clock.GetInstant();
        if (
            set.Versions.LastOrDefault(v => v.Effective <= now && v.Change is not ChangeKind.Editorial)
                is not { Change: ChangeKind.Material } material
            || now - material.Effective < FirstAfter
        )
        {
            return;
        }

        // Accepting a later editorial version also counts, because only the wording changed.
        string[] satisfied = [.. set.Versions.Where(v => v.Number >= material.Number).Select(v => v.Name)];
        await IdBatches.ForEachAsync(
            "",
            after => FindDueAsync(new(material.Name, satisfied, now), after, ct),
            worker => worker,
            worker =>
                setAside.TryAsync<AcceptanceReminderJob>(
                    worker,
                    () => RemindAsync(worker, material.Name, satisfied, ct),
                    ct
                )
        );
    }

    private async Task<List<string>> FindDueAsync(Round round, string after, CancellationToken ct)
    {
        var (version, satisfied, now) = round;
        var before = now - Interval;
        var quiet = now - VersionNoticeJob.QuietPeriod;
        await using var db = await contexts.CreateDbContextAsync(ct);
        var acceptances = db.Acceptances;
        var reminders = db.AcceptanceReminders;
        var notices = db.VersionNotices;
#pragma warning disable CA1309 // The database compares in its own order, and any fixed order will do.
        return await acceptances
            .Select(a => a.WorkerId)
            .Distinct()
            .Where(w => !acceptances.Any(a => a.WorkerId == w && satisfied.Contains(a.Version)))
            .Where(w =>
                !reminders.Any(r =>
                    r.WorkerId == w
                    && r.Version == version
                    && (r.ReminderCount >= MaxReminders || r.LastRemindedAt > before)
                )
            )
            .Where(w => string.Compare(w, after) > 0)
            .Where(w => !notices.Any(n => n.WorkerId == w && n.IsMailed && n.NotifiedAt > quiet))
            .OrderBy(w => w)
            .Take(IdBatches.Size)
            .ToListAsync(ct);
#pragma warning restore CA1309
    }

    private async Task RemindAsync(string worker, string version, string[] satisfied, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var write = await db.BeginWriteAsync(ct);
        if (await db.Acceptances.AnyAsync(a => a.WorkerId == worker && satisfied.Contains(a.Version), ct))
            return;
        var now = clock.GetInstant();
        var reminder = await db.AcceptanceReminders.SingleOrDefaultAsync(
            r => r.WorkerId == worker && r.Version == version,
            ct
        );
        if (reminder is { } last && (last.ReminderCount >= MaxReminders || last.LastRemindedAt > now - Interval))
            return;

        reminder ??= db.AcceptanceReminders.Add(new() { WorkerId = worker, Version = version }).Entity;
        reminder.RecordReminder(now);
        var recipient = await db.Workers.SingleAsync(w => w.Id == worker, ct);
        db.Notices.SendToWorker(
            recipient,
            CultureScope.Run(recipient.Language, () => CreateReminder(worker, version)),
            now
        );
        try
        {
            await db.SaveChangesAsync(ct);
            await write.CommitAsync(ct);
        }
        catch (DbUpdateException)
        {
            // If another node has just reminded the worker, this email is rolled back. Any other failure is rethrown.
            await using var look = await contexts.CreateDbContextAsync(ct);
            var since = now - Interval;
            if (
                !await look.AcceptanceReminders.AnyAsync(
                    r => r.WorkerId == worker && r.Version == version && r.LastRemindedAt > since,
                    ct
                )
            )
            {
                throw;
            }
        }
    }

    private Notice CreateReminder(string worker, string version) =>
        new(
            words["The privacy policy has changed: version {0}", version],
            [
                words[
                    "You accepted an earlier version. Version {0} is now in force and changes what may happen to "
                        + "your data or why.",
                    version
                ],
                words[
                    "Read what has changed, then decide. You can see who has your data and ask for deletion whether "
                        + "you accept or not."
                ],
            ],
            "/policy/accept"
        )
        {
            Unsubscribe = new(
                stops.CreatePath(worker, version),
                words["To get no more reminders of this version, open this address. You do not need to sign in."]
            ),
        };

    /// <summary>What workers are reminded of in one run.</summary>
    /// <param name="Satisfied">The versions whose acceptance does.</param>
    private sealed record Round(string Version, string[] Satisfied, DateTimeOffset Now);
}
