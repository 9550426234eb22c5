using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Deletion.Requests.Scope;
using JoinArena.PrivacyPortal.Deletion.Requests.Tasks;
using JoinArena.PrivacyPortal.Jurisdictions;
using JoinArena.PrivacyPortal.Parties;
using JoinArena.PrivacyPortal.Policies;
using JoinArena.PrivacyPortal.Tests.Jurisdictions;

namespace JoinArena.PrivacyPortal.Tests.Deletion.Requests;

/// <summary>Requests that have come as far as a test needs, without a database.</summary>
internal static class RequestInState
{
    /// <summary>When each of them was confirmed.</summary>
    public static readonly DateTimeOffset Confirmation = new(2026, 11, 24, 14, 2, 0, TimeSpan.Zero);

    /// <summary>What the law of Germany gives a request of that day.</summary>
    public static readonly ResponseDeadlines Deadlines = ReviewedRules.Shipped.ComputeDeadlines("DE", Confirmation);

    public static DeletionRequest Create() =>
        new("DR-2026-000001", "w-1", DeletionScope.Everything, null, Confirmation);

    /// <summary>With a day of cooling off.</summary>
    public static DeletionRequest Confirmed()
    {
        var request = Create();
        request.Confirm("DE", Deadlines, TimeSpan.FromDays(1), Confirmation);
        return request;
    }

    public static DeletionRequest Started(params string[] parties)
    {
        var request = Confirmed();
        request.Start(parties.Select(p => Hold(p)), Actor.Portal, Confirmation);
        return request;
    }

    /// <summary>In progress, and its one party has been notified.</summary>
    public static DeletionRequest Notified()
    {
        var request = Started("a");
        request.MarkNotified(request.Tasks[0], Actor.Portal, Confirmation);
        return request;
    }

    /// <summary>In progress again, because the time for which its one party was allowed to keep something is over.</summary>
    public static DeletionRequest Reopened()
    {
        var request = In(RequestState.PartlyCompleted);
        request.Reopen(request.Tasks[0], Deadlines, Confirmation.AddMonths(2));
        return request;
    }

    /// <summary>A request in this state; in progress, no party has been notified.</summary>
    public static DeletionRequest In(RequestState state)
    {
        switch (state)
        {
            case RequestState.Submitted:
                return Create();
            case RequestState.Confirmed:
                return Confirmed();
            case RequestState.InProgress:
                return Started("a");
            case RequestState.Completed:
                return Answered(new(TaskOutcome.Erased));
            case RequestState.PartlyCompleted:
                return Answered(new(TaskOutcome.Retained, "gdpr-legal-claims", new DateOnly(2027, 1, 31), "A case."));
            case RequestState.Refused:
                return Answered(new(TaskOutcome.Refused));
            case RequestState.Withdrawn:
                var withdrawn = Confirmed();
                withdrawn.Withdraw(Confirmation);
                return withdrawn;
            case RequestState.Expired:
                var expired = Create();
                expired.Expire(Confirmation);
                return expired;
            default:
                throw new ArgumentOutOfRangeException(nameof(state));
        }
    }

    public static PartyHoldings Hold(string party, string item = "i-1", Guid? follows = null) =>
        new(
            party,
            $"Party {party}",
            PartyKind.HiringCompany,
            "privacy@party.example",
            ConnectorType.Manual,
            [new(item, DataCategory.Resume, null)],
            follows
        );

    /// <summary>What the last step added to the history. Fails if the step did not raise the revision with it.</summary>
    public static (RequestEventKind Kind, Actor By, DateTimeOffset At) ReadLastEvent(this DeletionRequest request)
    {
        var last = request.Events[^1];
        last.Sequence.ShouldBe(request.Revision);
        return (last.Kind, new(last.ActorKind, last.ActorName), last.At);
    }

    private static DeletionRequest Answered(OutcomeReport report)
    {
        var request = Started("a");
        request.Record(request.Tasks[0], report, Actor.Party("key"), Confirmation);
        return request;
    }
}
