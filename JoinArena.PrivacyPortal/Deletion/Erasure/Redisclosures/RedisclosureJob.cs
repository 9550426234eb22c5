using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.BackgroundJobs;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Disclosures;
using JoinArena.PrivacyPortal.Policies;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Deletion.Erasure.Redisclosures;

/// <summary>
/// Finds, in the book, what was sent on although its deletion had been asked for. It reads what came in since it last
/// looked; and all of it when it starts and
/// every hour, so that nothing is missed whatever became of a process or a wake-up. What it finds is kept once a
/// request and entry.
/// </summary>
public sealed class RedisclosureJob(
    IDbContextFactory<PortalDbContext> contexts,
    RedisclosureService desk,
    TimeProvider clock,
    ILogger<RedisclosureJob> log
) : IBackgroundJob
{
    private static readonly TimeSpan s_everythingEvery = TimeSpan.FromHours(1);

    // Entries get their ids just before they are committed; another node's may become visible a little later than ours.
    private static readonly TimeSpan s_lateCommit = TimeSpan.FromMinutes(1);

    private DateTimeOffset? _everythingAt;
    private Guid _seenTo;

    public async Task RunAsync(CancellationToken ct)
    {
        var now = clock.GetInstant();
        var everything = _everythingAt is not { } last || now - last >= s_everythingEvery;
        var (newest, found) = await FindAsync(everything ? Guid.Empty : Before(_seenTo), now, ct);
        foreach (var of in found.GroupBy(f => f.Request))
        {
            try
            {
                await desk.FlagAsync(of.Key, [.. of.Select(f => f.Disclosure)], ct);
            }
            catch (Exception fault) when (!ct.IsCancellationRequested)
            {
                // One that fails must not keep the others waiting. It is looked for again among everything, at once.
                log.LogError(fault, "What came in about deletion request {Id} could not be looked at.", of.Key);
                newest = _seenTo;
                everything = false;
                _everythingAt = null;
            }
        }

        _seenTo = newest;
        if (everything)
            _everythingAt = now;
    }

    /// <summary>
    /// Entries of workers whose request is open, or ended not long ago, that came in after they had asked.
    /// </summary>
    private async Task<(Guid Newest, List<(Guid Request, Guid Disclosure)> Found)> FindAsync(
        Guid after,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        var watchedFrom = now - DeletionRequest.WatchedAfterEnd;
        await using var db = await contexts.CreateDbContextAsync(ct);
        var newest =
            await db.Disclosures.OrderByDescending(d => d.Id).Select(d => (Guid?)d.Id).FirstOrDefaultAsync(ct)
            ?? Guid.Empty;
        var flagged = db.Redisclosures;
        var came = await db
            .Disclosures.Where(d => d.Id > after && d.Direction == Direction.Disclosed && d.EndedBy == null)
            .Join(
                db.DeletionRequests.Where(r =>
                    r.State == RequestState.Confirmed
                    || r.State == RequestState.InProgress
                    || (
                        (r.State == RequestState.Completed || r.State == RequestState.PartlyCompleted)
                        && r.EndedAt > watchedFrom
                    )
                ),
                d => d.WorkerId,
                r => r.WorkerId,
                (d, r) =>
                    new
                    {
                        Request = r.Id,
                        Disclosure = d.Id,
                        d.ReceivedAt,
                        r.ConfirmedAt,
                    }
            )
            .Where(f =>
                f.ReceivedAt > f.ConfirmedAt
                && !flagged.Any(c => c.RequestId == f.Request && c.DisclosureId == f.Disclosure)
            )
            .OrderBy(f => f.Disclosure)
            .Select(f => new { f.Request, f.Disclosure })
            .ToListAsync(ct);
        return (newest, [.. came.Select(f => (f.Request, f.Disclosure))]);
    }

    /// <summary>
    /// An id like those made a little before this one (RFC 9562 5.7: the first 48 bits are the millisecond).
    /// </summary>
    private static Guid Before(Guid id)
    {
        if (id == Guid.Empty)
            return id;
        var bytes = id.ToByteArray(bigEndian: true);
        var millisecond =
            ((long)bytes[0] << 40)
            | ((long)bytes[1] << 32)
            | ((long)bytes[2] << 24)
            | ((long)bytes[3] << 16)
            | ((long)bytes[4] << 8)
            | bytes[5];
        return Guid.CreateVersion7(
            DateTimeOffset.FromUnixTimeMilliseconds(Math.Max(0, millisecond - (long)s_lateCommit.TotalMilliseconds))
        );
    }
}
