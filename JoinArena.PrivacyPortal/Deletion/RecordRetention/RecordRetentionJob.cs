using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.BackgroundJobs;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Jurisdictions;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Deletion.RecordRetention;

/// <summary>
/// Erases the records of requests that have been kept as long as the law asks for. A record stays while a legal hold is
/// in place, or while a party keeps data, because that request will be reopened.
/// </summary>
public sealed class RecordRetentionJob(
    IDbContextFactory<PortalDbContext> contexts,
    RequestTransactions requests,
    DeadlineRules rules,
    RecordErasureService erasure,
    TimeProvider clock,
    SetAsideRows setAside
) : IBackgroundJob
{
    public async Task RunAsync(CancellationToken ct)
    {
        await SetRetentionEndsAsync(ct);
        await EraseDueAsync(ct);
    }

    /// <summary>
    /// Sets how long a record is kept where that is missing: withdrawn and expired requests get no certificate, which
    /// would set it.
    /// </summary>
    private Task SetRetentionEndsAsync(CancellationToken ct) =>
        IdBatches.ForEachAsync(
            after => FindWithoutRetentionEndAsync(after, ct),
            id =>
                GuardAsync(
                    id,
                    () => requests.ChangeAsync(id, (_, request) => Task.FromResult(SetRetentionEnd(request)), ct),
                    ct
                )
        );

    private async Task<List<Guid>> FindWithoutRetentionEndAsync(Guid after, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db
            .DeletionRequests.Where(r => r.EndedAt != null && r.KeptUntil == null && r.Id > after)
            .OrderBy(r => r.Id)
            .Take(IdBatches.Size)
            .Select(r => r.Id)
            .ToListAsync(ct);
    }

    private bool SetRetentionEnd(DeletionRequest request)
    {
        if (request.EndedAt is not { } endedAt || request.KeptUntil is not null)
            return false;
        request.SetRetentionEnd(ComputeRetentionEnd(request, endedAt));
        return true;
    }

    private DateOnly ComputeRetentionEnd(DeletionRequest request, DateTimeOffset endedAt)
    {
        // Without a confirmation there is no request under any law. The record is kept as long as a draft.
        if (request.ConfirmedAt is null)
            return DateOnly.FromDateTime((endedAt + DeletionOptions.DraftLifetime).UtcDateTime);
        return request.ComputeRetentionEnd(rules).Day;
    }

    private Task EraseDueAsync(CancellationToken ct)
    {
        // Yesterday in UTC, because the last day on which a record is kept has to end first.
        var day = DateOnly.FromDateTime(clock.GetInstant().UtcDateTime).AddDays(-1);
        return IdBatches.ForEachAsync(
            after => FindDueAsync(day, after, ct),
            id => GuardAsync(id, () => erasure.EraseAsync(id, day, ct), ct)
        );
    }

    private async Task<List<Guid>> FindDueAsync(DateOnly day, Guid after, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await RecordErasureService
            .QueryDue(db, day)
            .Where(r => r.Id > after)
            .OrderBy(r => r.Id)
            .Take(IdBatches.Size)
            .Select(r => r.Id)
            .ToListAsync(ct);
    }

    // One record that fails must not keep the others waiting. The next run finds it again.
    private Task<bool> GuardAsync(Guid id, Func<Task> change, CancellationToken ct) =>
        setAside.TryAsync<RecordRetentionJob>(id.ToString(), change, ct);
}
