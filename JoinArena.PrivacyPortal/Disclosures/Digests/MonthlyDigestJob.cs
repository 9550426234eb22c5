using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.BackgroundJobs;
using JoinArena.PrivacyPortal.Notifications;
using JoinArena.PrivacyPortal.Parties;
using JoinArena.PrivacyPortal.Policies;
using JoinArena.PrivacyPortal.Workers;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Disclosures.Digests;

/// <summary>
/// Tells each worker of a month in which something happened, once, in the first week of the next. A quiet month is not
/// told of.
/// </summary>
public sealed class MonthlyDigestJob(
    IDbContextFactory<PortalDbContext> contexts,
    DigestEmails letters,
    IConfiguration configuration,
    TimeProvider clock
) : IBackgroundJob
{
    private const int BatchSize = 200;

    private DigestMonth? _done;

    public async Task RunAsync(CancellationToken ct)
    {
        if (
            !DigestConfiguration.IsEnabled(configuration)
            || DigestMonth.FindDueAt(clock.GetInstant()) is not { } month
            || month == _done
        )
        {
            return;
        }

        var after = "";
        while (await DueAsync(month, after, ct) is { Count: > 0 } workers)
        {
            foreach (var worker in workers)
                await TellAsync(worker, month, ct);
            after = workers[^1].Id;
        }

        _done = month;
    }

    // In the order of their ids, so that who has been told is not looked at again and again.
    private async Task<List<Worker>> DueAsync(DigestMonth month, string after, CancellationToken ct)
    {
        var (name, over, unwanted) = (
            month.Name,
            month.GetBounds(TimeZoneInfo.Utc).Until,
            new[] { DigestKind.NewKinds, DigestKind.None }
        );
        await using var db = await contexts.CreateDbContextAsync(ct);
        var (digests, wishes) = (db.Digests, db.DigestPreferences);
#pragma warning disable CA1309 // The database compares, in its own order, which is all that is asked of it.
        return await db
            .Workers.AsNoTracking()
            .Where(w => string.Compare(w.Id, after) > 0 && w.AnnouncedAt < over)
            .Where(w =>
                !digests.Any(d => d.WorkerId == w.Id && d.Month == name)
                && !wishes.Any(x => x.WorkerId == w.Id && unwanted.Contains(x.Kind))
            )
            .OrderBy(w => w.Id)
            .Take(BatchSize)
            .ToListAsync(ct);
#pragma warning restore CA1309
    }

    private async Task TellAsync(Worker worker, DigestMonth month, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await CountAsync(db, worker, month, ct) is not { Times: > 0 } count)
            return;

        var name = month.Name;
        await using var write = await db.BeginWriteAsync(ct);
        if (
            await db.Digests.AnyAsync(d => d.WorkerId == worker.Id && d.Month == name, ct)
            || await DigestPreferenceService.GetPreferenceAsync(db, worker.Id, ct) is not DigestKind.Monthly
        )
        {
            return;
        }

        var now = clock.GetInstant();
        db.Digests.Add(
            new()
            {
                WorkerId = worker.Id,
                Month = name,
                At = now,
            }
        );
        db.Notices.SendToWorker(worker, letters.Compose(worker, month, count), now);
        try
        {
            await db.SaveChangesAsync(ct);
            await write.CommitAsync(ct);
        }
        catch (DbUpdateException)
        {
            // Another node has just told them, and with this transaction goes this letter; or else something is wrong.
            await using var look = await contexts.CreateDbContextAsync(ct);
            if (!await look.Digests.AnyAsync(d => d.WorkerId == worker.Id && d.Month == name, ct))
                throw;
        }
    }

    private static async Task<MonthlyTotals> CountAsync(
        PortalDbContext db,
        Worker worker,
        DigestMonth month,
        CancellationToken ct
    )
    {
        var (from, until) = month.GetBounds(
            TimeZoneInfo.TryFindSystemTimeZoneById(worker.TimeZone, out var zone) ? zone : TimeZoneInfo.Utc
        );
        var parties = await (
            from d in db.Disclosures
            where d.WorkerId == worker.Id && d.Time >= @from && d.Time < until && d.EndedBy == null
            join party in db.Parties on d.PartyId equals party.Id
            where party.Kind != PartyKind.JoinarenaSystem
            group d by party.Name into those
            select new
            {
                Name = those.Key,
                Times = those.Count(),
                Uncovered = those.Count(d =>
                    d.CoverageStatus == CoverageStatus.NoClause || d.CoverageStatus == CoverageStatus.NothingAccepted
                ),
            }
        ).ToListAsync(ct);
        return new(
            parties.Sum(p => p.Times),
            parties.Sum(p => p.Uncovered),
            [.. parties.OrderByDescending(p => p.Times).ThenBy(p => p.Name, StringComparer.Ordinal).Select(p => p.Name)]
        );
    }
}
