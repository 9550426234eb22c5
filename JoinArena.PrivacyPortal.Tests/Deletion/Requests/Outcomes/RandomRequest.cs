using CsCheck;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Deletion.Requests.Scope;
using JoinArena.PrivacyPortal.Deletion.Requests.Tasks;
using JoinArena.PrivacyPortal.Policies;

namespace JoinArena.PrivacyPortal.Tests.Deletion.Requests.Outcomes;

/// <summary>Requests that have come by the allowed ways to any state, about anything, at up to five parties.</summary>
internal static class RandomRequest
{
    private static readonly Actor s_officer = Actor.Officer("officer@example.com");

    private static readonly DeletionScope[] s_scopes =
    [
        DeletionScope.Everything,
        DeletionScope.OfCategories(DataCategory.Resume),
        DeletionScope.OfInterview("int-1"),
        DeletionScope.OfParty("a"),
        DeletionScope.Uncovered,
    ];

    /// <summary>A party can have two parts: data that it got later is a part of its own.</summary>
    private static readonly Gen<(string Party, TaskState State)[]> s_parts = Gen.Select(
        Gen.Int[0, 4].Select(n => "abcde"[n].ToString()),
        Gen.Enum<TaskState>(),
        (party, state) => (party, state)
    ).Array[1, 8];

    public static Gen<DeletionRequest> All { get; } =
        Gen.Select(Gen.Int[0, s_scopes.Length - 1].Select(n => s_scopes[n]), Gen.Enum<Way>(), s_parts, Create);

    private static DeletionRequest Create(DeletionScope scope, Way way, (string Party, TaskState State)[] parts)
    {
        var now = RequestInState.Confirmation;
        var request = new DeletionRequest("DR-2026-000001", "w-1", scope, null, now);
        if (way is Way.Expired)
            request.Expire(now);
        if (way is Way.Submitted or Way.Expired)
            return request;

        request.Confirm("DE", RequestInState.Deadlines, TimeSpan.FromDays(1), now);
        if (way is Way.WithdrawnEarly)
            request.Withdraw(now);
        if (way is Way.RefusedEarly)
            request.Refuse("gdpr-unfounded", "Why.", s_officer, now);
        if (way is Way.Confirmed or Way.WithdrawnEarly or Way.RefusedEarly)
            return request;

        if (scope.Kind is ScopeKind.Party)
            parts = [.. parts.Select(p => (scope.PartyId!, p.State))];
        request.Start(parts.Select((p, n) => RequestInState.Hold(p.Party, $"i-{n}")), Actor.Portal, now);
        if (way is Way.Withdrawn)
            request.Withdraw(now);
        else if (way is Way.Refused)
            request.Refuse("gdpr-unfounded", "Why.", s_officer, now);
        else
            Move(request, parts);
        return request;
    }

    private static void Move(DeletionRequest request, (string Party, TaskState State)[] parts)
    {
        var now = RequestInState.Confirmation.AddDays(2);
        foreach (var (task, state) in request.Tasks.ToList().Zip(parts.Select(p => p.State)))
        {
            switch (state)
            {
                case TaskState.Pending:
                    break;
                case TaskState.Sent:
                    request.MarkNotified(task, Actor.Portal, now);
                    break;
                case TaskState.Acknowledged:
                    request.MarkNotified(task, Actor.Portal, now);
                    request.MarkAcknowledged(task, Actor.Portal, now);
                    break;
                case TaskState.Failed:
                    request.MarkNotReached(task, Actor.Portal, now);
                    break;
                case TaskState.NotAsked:
                    request.RefusePart(task, "gdpr-unfounded", "Why.", s_officer, now);
                    break;
                default:
                    request.Record(task, Answer(state, task.PartyId), Actor.Party("key"), now);
                    break;
            }
        }
    }

    private static OutcomeReport Answer(TaskState state, string party)
    {
        var outcome = Enum.GetValues<TaskOutcome>().Single(o => o.State == state);
        return outcome is TaskOutcome.Retained
            ? new(outcome, "gdpr-legal-claims", new DateOnly(2027, 1, party[0] - 'a' + 1), "A case.")
            : new(outcome, Note: "Why.");
    }

    private enum Way
    {
        Submitted,
        Expired,
        Confirmed,
        WithdrawnEarly,
        RefusedEarly,
        Withdrawn,
        Refused,

        // As the parts say; several times, so that most requests are such.
        Answered,
        AnsweredToo,
        AnsweredAsWell,
        AnsweredAgain,
    }
}
