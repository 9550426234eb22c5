using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.BackgroundJobs;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Jurisdictions;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Deletion.RecordRetention;

/// <summary>
/// Finds, from the requests themselves, those that have been kept as long as the law wants, and has them erased. One on
/// whose data a legal hold stands stays, and so does one
/// of which a party keeps something still: that one is taken up again.
/// </summary>
public sealed class RecordRetentionJob(
    IDbContextFactory<PortalDbContext> contexts,
    RequestTransactions requests,
    DeadlineRules rules,
    RecordErasureService erasure,
    TimeProvider clock,
    ILogger<RecordRetentionJob> log
) : IBackgroundJob
{
    private const int BatchSize = 100;

    public async Task RunAsync(CancellationToken ct)
    {
        await SetRetentionEndsAsync(ct);
        // Until the day is over everywhere.
        var before = DateOnly.FromDateTime(clock.GetInstant().UtcDateTime).AddDays(-1);
        for (var (after, found) = (Guid.Empty, BatchSize); found == BatchSize; )
        {
            List<Guid> due;
            await using (var db = await contexts.CreateDbContextAsync(ct))
            {
                due = await RecordErasureService
                    .QueryDue(db, before)
                    .Where(r => r.Id > after)
                    .OrderBy(r => r.Id)
                    .Take(BatchSize)
                    .Select(r => r.Id)
                    .ToListAsync(ct);
            }

            foreach (var id in due)
                await GuardAsync(id, () => erasure.EraseAsync(id, before, ct), ct);
            (after, found) = (due.Count == 0 ? after : due[^1], due.Count);
        }
    }

    /// <summary>
    /// Says of those that have ended, and do not say it yet, until when they are kept: withdrawn and expired ones, and
    /// those from before certificates said it.
    /// </summary>
    private async Task SetRetentionEndsAsync(CancellationToken ct)
    {
        List<Guid> undated;
        await using (var db = await contexts.CreateDbContextAsync(ct))
        {
            undated = await db
                .DeletionRequests.Where(r => r.EndedAt != null && r.KeptUntil == null)
                .OrderBy(r => r.Id)
                .Take(BatchSize)
                .Select(r => r.Id)
                .ToListAsync(ct);
        }

        foreach (var id in undated)
        {
            await GuardAsync(
                id,
                () => requests.ChangeAsync(id, (_, request) => Task.FromResult(SetRetentionEnd(request)), ct),
                ct
            );
        }
    }

    private bool SetRetentionEnd(DeletionRequest request)
    {
        if (request.EndedAt is not { } ended || request.KeptUntil is not null)
            return false;
        // What was never confirmed is no request in any law: it is kept as long as a draft is.
        request.SetRetentionEnd(
            request.ConfirmedAt is null
                ? DateOnly.FromDateTime((ended + DeletionOptions.DraftLifetime).UtcDateTime)
                : rules
                    .ComputeRetentionEnd(
                        request.Jurisdiction,
                        request.GetRetentionStart(at => rules.ToLocalDay(request.Jurisdiction, at))
                    )
                    .Day
        );
        return true;
    }

    private async Task GuardAsync(Guid id, Func<Task> act, CancellationToken ct)
    {
        try
        {
            await act();
        }
        catch (Exception fault) when (!ct.IsCancellationRequested)
        {
            // One that cannot be erased now must not keep the others waiting; it is found again at the next sweep.
            log.LogError(fault, "Deletion request {Id} could not be erased.", id);
        }
    }
}
