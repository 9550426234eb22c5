using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.BackgroundJobs;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Disclosures;
using JoinArena.PrivacyPortal.Policies;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Deletion.Erasure.Redisclosures;

/// <summary>
/// Finds disclosures of data whose deletion a worker had asked for. A run reads the disclosures reported since the last
/// run. The first run, and one every hour, reads all of them, so that a crash or a late commit hides none. Each
/// disclosure is recorded once for a request.
/// </summary>
public sealed class RedisclosureJob(
    IDbContextFactory<PortalDbContext> contexts,
    RedisclosureService redisclosures,
    TimeProvider clock,
    SetAsideRows setAside
) : IBackgroundJob
{
    private static readonly TimeSpan s_fullRunInterval = TimeSpan.FromHours(1);

    /// <summary>
    /// A disclosure gets its id just before it is committed, so another node's may become visible a little after a
    /// newer one of ours.
    /// </summary>
    private static readonly TimeSpan s_lateCommit = TimeSpan.FromMinutes(1);

    private DateTimeOffset? _lastFullRun;
    private Guid _newestSeen;

    public async Task RunAsync(CancellationToken ct)
    {
        var now = clock.GetInstant();
        var isFullRun = _lastFullRun is not { } last || now - last >= s_fullRunInterval;
        var after = isFullRun ? Guid.Empty : SubtractLateCommit(_newestSeen);
        var (newest, found) = await FindAsync(after, now, ct);
        if (!await RecordAsync(found, ct))
        {
            // The next run is a full one, so that it finds what could not be recorded.
            _lastFullRun = null;
            return;
        }

        _newestSeen = newest;
        if (isFullRun)
            _lastFullRun = now;
    }

    /// <returns>False if some disclosure could not be recorded.</returns>
    private async Task<bool> RecordAsync(List<(Guid Request, Guid Disclosure)> found, CancellationToken ct)
    {
        var areAllRecorded = true;
        foreach (var group in found.GroupBy(f => f.Request))
        {
            // One request that fails must not keep the others waiting.
            areAllRecorded &= await setAside.TryAsync<RedisclosureJob>(
                group.Key.ToString(),
                () => redisclosures.FlagAsync(group.Key, [.. group.Select(f => f.Disclosure)], ct),
                ct
            );
        }

        return areAllRecorded;
    }

    /// <summary>
    /// Finds the disclosures that were reported after a worker confirmed a request that is open or ended recently.
    /// </summary>
    private async Task<(Guid Newest, List<(Guid Request, Guid Disclosure)> Found)> FindAsync(
        Guid after,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        var watchedFrom = now - DeletionRequest.WatchedAfterEnd;
        await using var db = await contexts.CreateDbContextAsync(ct);
        var newest = await db.Disclosures.OrderByDescending(d => d.Id).Select(d => (Guid?)d.Id).FirstOrDefaultAsync(ct);
        var recorded = db.Redisclosures;
        var found = await db
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
                && !recorded.Any(c => c.RequestId == f.Request && c.DisclosureId == f.Disclosure)
            )
            .OrderBy(f => f.Disclosure)
            .Select(f => new { f.Request, f.Disclosure })
            .ToListAsync(ct);
        return (newest ?? Guid.Empty, [.. found.Select(f => (f.Request, f.Disclosure))]);
    }

    /// <summary>
    /// Returns an id that is older by <see cref="s_lateCommit"/>. The first 48 bits of an id are its millisecond
    /// (RFC 9562 5.7).
    /// </summary>
    private static Guid SubtractLateCommit(Guid id)
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
        var earlier = Math.Max(0, millisecond - (long)s_lateCommit.TotalMilliseconds);
        return Guid.CreateVersion7(DateTimeOffset.FromUnixTimeMilliseconds(earlier));
    }
}
