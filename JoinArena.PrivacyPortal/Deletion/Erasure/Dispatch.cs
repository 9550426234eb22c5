using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.Outbox;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Disclosures;
using JoinArena.PrivacyPortal.Ledger;
using JoinArena.PrivacyPortal.Parties;
using JoinArena.PrivacyPortal.Policies;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Deletion.Erasure;

/// <summary>Takes a confirmed request to the parties. Adds to the caller's unit of work, which commits all of it or nothing.</summary>
public sealed class Dispatch(DeletionLetters letters, TimeProvider clock)
{
    /// <summary>Opens the tasks, and has every party told that the portal can tell; the others are jobs for the privacy team.</summary>
    public async Task StartAsync(PortalDbContext db, DeletionRequest request, By by, CancellationToken ct)
    {
        var now = clock.GetInstant();
        var held = await Overlap.PartAsync(db, request, await HeldByParty.FindAsync(db, request.WorkerId, request.Scope, ct), ct);
        request.Start(held.Count > 0 ? held : [s_ourselves], by, now);
        await db.Ledger.AppendAsync(new DeletionStarted(request.WorkerId, now, request.Number, [.. request.Tasks.Select(t => t.PartyId).Distinct()]), request.Last(RequestEventKind.Started).Id, ct);

        foreach (var task in request.Tasks) Ask(db, request, task, now);
        await letters.StartedAsync(db, request, ct);
    }

    /// <summary>Has a party told what is asked of it, if the portal can; a task that follows another's is told by that one.</summary>
    public static void Ask(PortalDbContext db, DeletionRequest request, ErasureTask task, DateTimeOffset now)
    {
        if (task.IsToldByPortal && task.FollowsTaskId is null) Say(db, request, task, ErrandKind.Requested, now);
    }

    /// <summary>Has every party told that it is withdrawn, which may have had word of it.</summary>
    /// <param name="db">The transaction that withdraws it.</param>
    /// <param name="request">What is withdrawn.</param>
    /// <param name="tasks">Which parties' parts.</param>
    /// <param name="now">The instant of the use case.</param>
    public static void TakeBack(PortalDbContext db, DeletionRequest request, IEnumerable<ErasureTask> tasks, DateTimeOffset now)
    {
        foreach (var task in tasks.Where(t => t.IsToldByPortal && t.TriedAt is not null && t.Connector is not ConnectorType.Internal and not ConnectorType.Http)) Say(db, request, task, ErrandKind.Withdrawn, now);
    }

    /// <summary>Reminds a party that its answer is awaited.</summary>
    internal static void Remind(PortalDbContext db, DeletionRequest request, ErasureTask task, DateTimeOffset now)
    {
        request.MarkReminded(task, now);
        Say(db, request, task, ErrandKind.Reminder, now);
    }

    private static void Say(PortalDbContext db, DeletionRequest request, ErasureTask task, ErrandKind kind, DateTimeOffset now) =>
        db.Enqueue(ErasureJob.KindName, new ErasureJob(task.Id, kind, task.Round, task.Reminders, now), now, about: $"/staff/requests/{request.Number}#task-{task.Id:N}");

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
    private static readonly HeldByParty s_ourselves = new("joinarena", "JoinArena", PartyKind.JoinarenaSystem, null, ConnectorType.Internal, []);
}
