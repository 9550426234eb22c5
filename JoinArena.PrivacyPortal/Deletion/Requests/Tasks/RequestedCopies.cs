using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Disclosures.Copies;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Deletion.Requests.Tasks;

/// <summary>Says beside each copy of a worker's data what the worker's requests have come to.</summary>
internal sealed class RequestedCopies(IDbContextFactory<PortalDbContext> contexts) : IRequestedCopySource
{
    public async Task<IReadOnlyList<RequestedCopy>> ListRequestedCopiesAsync(string workerId, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var rows = await (
            from request in db.DeletionRequests
            where request.WorkerId == workerId && request.WithheldSince == null
            from task in request.Tasks
            where task.EndedAt != null || task.NotifiedAt != null
            select new { request.Number, Task = task }
        )
            .AsNoTracking()
            .ToListAsync(ct);
        return
        [
            .. rows.SelectMany(
                r => r.Task.Items,
                (r, item) =>
                    new RequestedCopy(
                        r.Task.PartyId,
                        item.ItemId,
                        ToCopyState(r.Task.State),
                        (r.Task.EndedAt ?? r.Task.NotifiedAt)!.Value,
                        r.Task.Until,
                        r.Number
                    )
                    {
                        AskedAt = r.Task.NotifiedAt,
                    }
            ),
        ];
    }

    private static CopyState ToCopyState(TaskState state) =>
        state switch
        {
            TaskState.Pending or TaskState.Sent or TaskState.Acknowledged or TaskState.Failed => CopyState.Asked,
            TaskState.Erased => CopyState.Erased,
            TaskState.NothingHeld => CopyState.NothingHeld,
            TaskState.Retained => CopyState.Kept,
            TaskState.Irreversible => CopyState.Irreversible,
            TaskState.Refused => CopyState.Refused,
            TaskState.NotAsked => CopyState.NotAsked,
        };
}
