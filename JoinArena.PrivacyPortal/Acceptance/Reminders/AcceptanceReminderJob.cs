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
/// Reminds workers who accepted an earlier version that a material one is in force: a week after it came, then a month
/// apart, three times in all. Whoever has accepted
/// nothing is not reminded, since nothing here waits for it. A reminder keeps its distance from a notice of
/// <see cref="VersionNoticeJob"/>.
/// </summary>
public sealed class AcceptanceReminderJob(
    IDbContextFactory<PortalDbContext> contexts,
    PolicyLibrary library,
    IStringLocalizer<SharedResource> words,
    IConfiguration configuration,
    TimeProvider clock
) : IBackgroundJob
{
    /// <summary>How often in all, for one version.</summary>
    public const int MaxReminders = 3;

    /// <summary>How long after it came into force.</summary>
    public static readonly TimeSpan FirstAfter = TimeSpan.FromDays(7);

    /// <summary>How long between two.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromDays(30);

    private const int BatchSize = 200;

    public async Task RunAsync(CancellationToken ct)
    {
        if (!configuration.GetValue("Portal:Acceptance:Reminders", true))
            return;
        var (set, now) = (library.Snapshot, clock.GetInstant());
        if (
            set.Versions.LastOrDefault(v => v.Effective <= now && v.Change is not ChangeKind.Editorial)
                is not { Change: ChangeKind.Material } material
            || now - material.Effective < FirstAfter
        )
        {
            return;
        }

        // An editorial version after it says the same: a yes to that one is a yes to this.
        string[] satisfied = [.. set.Versions.Where(v => v.Number >= material.Number).Select(v => v.Name)];
        foreach (var worker in await DueAsync(material.Name, satisfied, now, ct))
            await RemindAsync(worker, material.Name, satisfied, ct);
    }

    private async Task<List<string>> DueAsync(
        string version,
        string[] satisfied,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        var (before, quiet) = (now - Interval, now - VersionNoticeJob.QuietPeriod);
        await using var db = await contexts.CreateDbContextAsync(ct);
        var (acceptances, reminders, notices) = (db.Acceptances, db.AcceptanceReminders, db.VersionNotices);
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
            .Where(w => !notices.Any(n => n.WorkerId == w && n.IsMailed && n.NotifiedAt > quiet))
            .OrderBy(w => w)
            .Take(BatchSize)
            .ToListAsync(ct);
    }

    private async Task RemindAsync(string worker, string version, string[] satisfied, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var write = await db.BeginWriteAsync(ct);
        if (await db.Acceptances.AnyAsync(a => a.WorkerId == worker && satisfied.Contains(a.Version), ct))
            return;
        var (now, reminder) = (
            clock.GetInstant(),
            await db.AcceptanceReminders.SingleOrDefaultAsync(r => r.WorkerId == worker && r.Version == version, ct)
        );
        if (reminder is { } last && (last.ReminderCount >= MaxReminders || last.LastRemindedAt > now - Interval))
            return;

        reminder ??= db.AcceptanceReminders.Add(new() { WorkerId = worker, Version = version }).Entity;
        reminder.RecordReminder(now);
        var told = await db.Workers.SingleAsync(w => w.Id == worker, ct);
        db.Notices.SendToWorker(told, CultureScope.Run(told.Locale, () => Letter(version)), now);
        try
        {
            await db.SaveChangesAsync(ct);
            await write.CommitAsync(ct);
        }
        catch (DbUpdateException)
        {
            // Another node has just reminded them, and with this transaction goes this letter; or else something is
            // wrong.
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

    private Notice Letter(string version) =>
        new(
            words["The privacy policy has changed: version {0}", version],
            [
                words[
                    "You accepted an earlier version. Version {0} has been in force for a while, and says something new about your data.",
                    version
                ],
                words[
                    "Read what has changed, and decide. You see who has your data, and can ask for deletion, whether you accept or not."
                ],
            ],
            "/policy/accept"
        );
}
