using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Ledger;
using JoinArena.PrivacyPortal.Policies;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Deletion;

/// <summary>Takes a confirmed request to the parties. Adds to the caller's unit of work, which commits all of it or nothing.</summary>
public sealed class Dispatch(DeletionLetters letters, TimeProvider clock)
{
    /// <summary>Opens the tasks and tells every party that can be told by mail; the others are jobs for the privacy team.</summary>
    public async Task StartAsync(PortalDbContext db, DeletionRequest request, By by, CancellationToken ct)
    {
        var now = clock.GetInstant();
        var held = await HeldByParty.FindAsync(db, request.WorkerId, request.Scope, ct);
        request.Start(held.Count > 0 ? held : [s_ourselves], by, now);
        await db.Ledger.AppendAsync(new DeletionStarted(request.WorkerId, now, request.Number, [.. request.Tasks.Select(t => t.PartyId)]), request.Last(RequestEventKind.Started).Id, ct);

        foreach (var task in request.Tasks.Where(t => t.IsToldByMail))
        {
            await letters.AskPartyAsync(db, request, task, ct);
            await ToldAsync(db, request, task, By.Portal, ct);
        }

        await letters.StartedAsync(db, request, ct);
    }

    /// <summary>Takes down that a party has been told.</summary>
    public async Task ToldAsync(PortalDbContext db, DeletionRequest request, ErasureTask task, By by, CancellationToken ct)
    {
        var now = clock.GetInstant();
        request.MarkTold(task, by, now);
        await foreach (var holding in HeldByParty.Of(db, request.WorkerId, task).AsAsyncEnumerable().WithCancellation(ct)) holding.Ask(now);
        await db.Ledger.AppendAsync(new ErasureAsked(request.WorkerId, now, request.Number, task.PartyId, [.. task.Items.Select(i => i.ItemId)]), request.Last(RequestEventKind.PartyTold).Id, ct);
    }

    /// <summary>
    /// Whatever was held is gone since the worker confirmed, by another request perhaps. No tasks would mean no end, and none is claimed unseen:
    /// the privacy team looks and answers.
    /// </summary>
    private static readonly HeldByParty s_ourselves = new("joinarena", "JoinArena", PartyKind.JoinarenaSystem, null, Disclosures.ConnectorType.Internal, []);
}
