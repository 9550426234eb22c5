using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.BackgroundJobs;
using JoinArena.PrivacyPortal.Notifications;
using JoinArena.PrivacyPortal.Parties;
using JoinArena.PrivacyPortal.Policies;
using JoinArena.PrivacyPortal.Workers;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Disclosures.Digests;

/// <summary>
/// Sends each worker the digest of a month, once, in the first week of the next month. A worker without disclosures in
/// that month gets none.
/// </summary>
public sealed class MonthlyDigestJob(
    IDbContextFactory<PortalDbContext> contexts,
    DigestEmails emails,
    IConfiguration configuration,
    TimeProvider clock,
    SetAsideRows setAside
) : IBackgroundJob
{
    private readonly Dictionary<string, Worker> _failed = new(StringComparer.Ordinal);
    private DigestMonth? _done;

    public async Task RunAsync(CancellationToken ct)
    {
        if (!DigestConfiguration.IsEnabled(configuration) || DigestMonth.FindDueAt(clock.GetInstant()) is not { } month)
        {
            return;
        }

        if (month == _done)
        {
            foreach (var worker in _failed.Values.ToList())
                await TrySendAsync(worker, month, ct);
            return;
        }

        _failed.Clear();
        await IdBatches.ForEachAsync(
            "",
            after => ListDueAsync(month, after, ct),
            worker => worker.Id,
            worker => TrySendAsync(worker, month, ct)
        );
        _done = month;
    }

    // A worker whose digest fails keeps nobody else waiting, and is tried again at the next run.
    private async Task TrySendAsync(Worker worker, DigestMonth month, CancellationToken ct)
    {
        if (await setAside.TryAsync<MonthlyDigestJob>(worker.Id, () => SendAsync(worker, month, ct), ct))
            _failed.Remove(worker.Id);
        else
            _failed[worker.Id] = worker;
    }

    // In the order of their ids, so that a worker who was handled is not read again.
    private async Task<List<Worker>> ListDueAsync(DigestMonth month, string after, CancellationToken ct)
    {
        var name = month.Name;
        var end = month.GetBounds(TimeZoneInfo.Utc).Until;
        DigestKind[] unwanted = [DigestKind.NewKinds, DigestKind.None];
        await using var db = await contexts.CreateDbContextAsync(ct);
        var digests = db.Digests;
        var preferences = db.DigestPreferences;
#pragma warning disable CA1309 // The database compares in its own order, and any fixed order will do.
        return await db
            .Workers.AsNoTracking()
            .Where(w => string.Compare(w.Id, after) > 0 && w.AnnouncedAt < end)
            .Where(w =>
                !digests.Any(d => d.WorkerId == w.Id && d.Month == name)
                && !preferences.Any(p => p.WorkerId == w.Id && unwanted.Contains(p.Kind))
            )
            .OrderBy(w => w.Id)
            .Take(IdBatches.Size)
            .ToListAsync(ct);
#pragma warning restore CA1309
    }

    private async Task SendAsync(Worker worker, DigestMonth month, CancellationToken ct)
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
        db.Notices.SendToWorker(worker, emails.Compose(worker, month, count), now);
        try
        {
            await db.SaveChangesAsync(ct);
            await write.CommitAsync(ct);
        }
        catch (DbUpdateException)
        {
            // Another node has just sent the digest, and this transaction with its email is rolled back. If not, it is a real fault.
            await using var check = await contexts.CreateDbContextAsync(ct);
            if (!await check.Digests.AnyAsync(d => d.WorkerId == worker.Id && d.Month == name, ct))
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
            TimeZoneInfo.TryFindSystemTimeZoneById(worker.ShownTimeZone, out var zone) ? zone : TimeZoneInfo.Utc
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
                    d.CoverageStatus == CoverageStatus.NoClause
                    || d.CoverageStatus == CoverageStatus.NothingAccepted
                    || d.CoverageStatus == CoverageStatus.AgainstStop
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
