using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.Input;
using JoinArena.PrivacyPortal.Deletion.Requests.Tasks;
using JoinArena.PrivacyPortal.Ledger.Records;
using JoinArena.PrivacyPortal.Parties.Merging;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Deletion.Requests;

/// <summary>
/// Requests with their history, to be compared with the ledger's records of each step: when it happened, the deadline it
/// gave, the party, and the answer it brought.
/// </summary>
internal sealed class RecordedRequests : RecordedRowSource<DeletionRequest>
{
    public override string Kind => "deletion-request";

    protected override IQueryable<DeletionRequest> Include(IQueryable<DeletionRequest> rows) =>
        rows.Include(r => r.Tasks).Include(r => r.Events).AsSplitQuery();

    // An event that is not recorded has no entry, and does no harm here.
    public override IEnumerable<IQueryable<Guid>> QueryEntryIds(PortalDbContext db) =>
        [db.RequestEvents.Select(e => e.Id)];

    protected override async Task<IEnumerable<RecordedRow>> DescribeAsync(
        PortalDbContext db,
        IReadOnlyList<DeletionRequest> rows,
        CancellationToken ct
    )
    {
        var merged = await MergedParties.LoadAsync(db, ct);
        return rows.SelectMany(row => Describe(row, merged));
    }

    private static IEnumerable<RecordedRow> Describe(DeletionRequest row, MergedParties merged)
    {
        // The history of a draft is recorded from its confirmation on.
        if (row.ConfirmedAt is null)
            return [];
        List<RequestEvent> events = [.. row.Events.OrderBy(e => e.Sequence)];
        var lastDated = events.FindLast(e =>
            e.Kind
                is RequestEventKind.Confirmed
                    or RequestEventKind.Entered
                    or RequestEventKind.Extended
                    or RequestEventKind.IdentityProven
                    or RequestEventKind.JobPlaceFound
                    or RequestEventKind.ResidenceCorrected
                    or RequestEventKind.Reopened
                    or RequestEventKind.ReopenedOnAppeal
        );
        var lastPlaced = events.FindLast(e =>
            e.Kind is RequestEventKind.Confirmed or RequestEventKind.Entered or RequestEventKind.ResidenceCorrected
        );
        var recorded = events
            .Where(e => IsRecorded(e, events))
            .Select(e =>
                DescribeStep(
                    new Step(row, e, events, merged),
                    new ComparedMembers(IsDated: e == lastDated, IsPlaced: e == lastPlaced)
                )
            );
        return events.Find(e => e.Kind is RequestEventKind.RefusedByUs && e.TaskId is null) is { } refusal
            ? recorded.Append(DescribeEnd(row, refusal))
            : recorded;
    }

    // JoinArena's refusal of the whole request ends it, without an event of its own.
    private static RecordedRow DescribeEnd(DeletionRequest request, RequestEvent refusal) =>
        RecordedRow.FromEvent(
            DeletionEnded.CreateEntryId(refusal.Id, refusal.At),
            $"{request.Number} {RequestEventKind.Ended.ToKebabCase()}",
            // An appeal may have opened it again since.
            new DeletionEnded(request.WorkerId, refusal.At, request.Number, RequestState.Refused)
        );

    private static RecordedRow DescribeStep(Step step, ComparedMembers compared)
    {
        var (request, happened, events, merged) = step;
        var members = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["subject"] = request.WorkerId,
            ["request"] = request.Number,
            ["at"] = happened.At.ToIso(),
        };
        if (FindRecordKind(happened.Kind) is { } kind)
            members["kind"] = kind;
        if (compared.IsDated)
            members["dueBy"] = request.DueBy?.ToIsoDay();
        if (compared.IsPlaced)
            members["jurisdiction"] = request.Jurisdiction;
        if (happened.Kind is RequestEventKind.Entered)
            AddReceipt(members, request);
        // A refusal that was taken back on appeal has left its ground in the ledger alone.
        if (
            happened.Kind is RequestEventKind.RefusedByUs
            && happened.TaskId is null
            && request.RefusalGround is { } ground
        )
        {
            members["ground"] = ground;
        }

        if (happened.Kind is RequestEventKind.Ended && request.EndedAt == happened.At)
            members["state"] = request.State.ToKebabCase();
        var name = $"{request.Number} {happened.Kind.ToKebabCase()}";
        if (request.Tasks.SingleOrDefault(t => t.Id == happened.TaskId) is not { } task)
            return RecordedRow.FromMembers(happened.Id, name, members);
        AddTask(members, task, happened, isLast: happened == FindLastAnswer(events, task));
        // What was found again is recorded for all parties at once.
        return happened.Kind is RequestEventKind.RedisclosureFound
            ? RecordedRow.FromMembers(happened.Id, name, members)
            : RecordedRow.FromMembers(happened.Id, name, members, party => merged.IsSame(party, task.PartyId));
    }

    private static void AddReceipt(Dictionary<string, string?> members, DeletionRequest request)
    {
        members["channel"] = request.Channel.ToKebabCase();
        members["receivedAt"] = request.CountsFrom!.Value.ToIso();
    }

    private static void AddTask(
        Dictionary<string, string?> members,
        ErasureTask task,
        RequestEvent happened,
        bool isLast
    )
    {
        var isAnswer = happened.Kind is RequestEventKind.PartyAnswered or RequestEventKind.AnswerCorrected;
        if (isAnswer)
            members["outcome"] = happened.State?.ToKebabCase();
        if (!isLast || !task.State.IsEnd)
            return;
        members["ground"] = task.Ground;
        if (!isAnswer)
            return;
        members["outcome"] = task.State.ToKebabCase();
        members["until"] = task.Until?.ToIsoDay();
    }

    private static RequestEvent? FindLastAnswer(List<RequestEvent> events, ErasureTask task) =>
        events.FindLast(e =>
            e.TaskId == task.Id
            && e.Kind
                is RequestEventKind.PartyAnswered
                    or RequestEventKind.AnswerCorrected
                    or RequestEventKind.RefusedByUs
        );

    private static bool IsRecorded(RequestEvent happened, List<RequestEvent> events) =>
        happened.Kind switch
        {
            RequestEventKind.Confirmed
            or RequestEventKind.Entered
            or RequestEventKind.Started
            or RequestEventKind.PartyNotified
            or RequestEventKind.PartyAnswered
            or RequestEventKind.AnswerCorrected
            or RequestEventKind.Reopened
            or RequestEventKind.Extended
            or RequestEventKind.IdentityAsked
            or RequestEventKind.IdentityProven
            or RequestEventKind.JobPlaceFound
            or RequestEventKind.ResidenceCorrected
            or RequestEventKind.RefusedByUs
            or RequestEventKind.RemedyFiled
            or RequestEventKind.RemedyExtended
            or RequestEventKind.RemedyAnswered
            or RequestEventKind.Ended
            or RequestEventKind.Withdrawn => true,
            // What was found at one time has one record, under the last of these events.
            RequestEventKind.RedisclosureFound => happened
                == events.FindLast(e => e.Kind == happened.Kind && e.At == happened.At),
            RequestEventKind.PartyAcknowledged
            or RequestEventKind.PartyNotReached
            or RequestEventKind.PartyTriedAgain
            or RequestEventKind.PartyReminded
            or RequestEventKind.PartyOverdue
            or RequestEventKind.ReopenedOnAppeal
            or RequestEventKind.TeamReminded
            or RequestEventKind.Escalated
            or RequestEventKind.AcknowledgementOverdue
            or RequestEventKind.RefusalOverdue
            or RequestEventKind.ProofOverdue
            or RequestEventKind.Assigned
            or RequestEventKind.RefusalProposed
            or RequestEventKind.RefusalDeclined
            // The hold itself has an entry, under its own id.
            or RequestEventKind.HoldPlaced
            or RequestEventKind.HoldLifted
            or RequestEventKind.Expired => false,
        };

    // A request that is replaced is withdrawn too, and recorded as replaced.
    private static string? FindRecordKind(RequestEventKind kind) =>
        kind switch
        {
            RequestEventKind.Confirmed => "deletion-confirmed",
            RequestEventKind.Entered => "deletion-entered",
            RequestEventKind.Started => "deletion-started",
            RequestEventKind.PartyNotified => "erasure-asked",
            RequestEventKind.PartyAnswered or RequestEventKind.AnswerCorrected => "erasure-answered",
            RequestEventKind.Reopened => "deletion-reopened",
            RequestEventKind.Extended => "deletion-extended",
            RequestEventKind.IdentityAsked => "identity-asked",
            RequestEventKind.IdentityProven => "identity-proven",
            RequestEventKind.JobPlaceFound or RequestEventKind.ResidenceCorrected => "deletion-redated",
            RequestEventKind.RefusedByUs => "deletion-refused",
            RequestEventKind.RemedyFiled => "remedy-filed",
            RequestEventKind.RemedyExtended => "remedy-extended",
            RequestEventKind.RemedyAnswered => "remedy-answered",
            RequestEventKind.Ended => "deletion-ended",
            RequestEventKind.RedisclosureFound => "deletion-widened",
            _ => null,
        };

    /// <summary>Which members hold what the request holds now; those of earlier events hold what it held then.</summary>
    private readonly record struct ComparedMembers(bool IsDated, bool IsPlaced);

    private sealed record Step(
        DeletionRequest Request,
        RequestEvent Happened,
        List<RequestEvent> Events,
        MergedParties Merged
    );
}
