using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Deletion.Requests.Tasks;
using JoinArena.PrivacyPortal.Jurisdictions;
using JoinArena.PrivacyPortal.Tests.Jurisdictions;

namespace JoinArena.PrivacyPortal.Tests.Deletion.Requests;

/// <summary>What an appeal that is upheld asks for again, and what stays as it was.</summary>
public sealed class AppealReopeningTests
{
    private static readonly DateTimeOffset s_upheld = RequestInState.Confirmation.AddMonths(2);
    private static readonly Actor s_officer = Actor.Officer("officer@joinarena.example");
    private static readonly ResponseDeadlines s_deadlines = ReviewedRules.Shipped.ComputeDeadlines("FR", s_upheld);

    [Theory]
    [InlineData(TaskOutcome.Refused)]
    [InlineData(TaskOutcome.Retained)]
    [InlineData(TaskOutcome.Irreversible)]
    public void A_part_that_was_refused_kept_or_not_undone_is_asked_for_again_with_the_deadlines_of_the_appeal(
        TaskOutcome outcome
    )
    {
        var request = RequestInState.Started("a", "b");
        var answered = request.Tasks[0];
        var erased = request.Tasks[1];
        request.MarkNotified(answered, Actor.Portal, RequestInState.Confirmation);
        request.Record(answered, Report(outcome), Actor.Party("key"), RequestInState.Confirmation);
        request.Record(erased, new(TaskOutcome.Erased), Actor.Party("key"), RequestInState.Confirmation);
        request.State.ShouldBe(RequestState.PartlyCompleted);

        request.ReopenOnAppeal([RequestInState.Hold("c")], s_deadlines, s_officer, s_upheld).ShouldBe([answered]);

        request.Tasks.ShouldBe([answered, erased]);
        (answered.State, answered.Round, answered.NotifiedAt).ShouldBe((TaskState.Pending, 2, null));
        (erased.State, erased.Round).ShouldBe((TaskState.Erased, 1));
        (request.State, request.EndedAt, request.StartedAt).ShouldBe(
            (RequestState.InProgress, null, RequestInState.Confirmation)
        );
        (request.DueBy, request.RefuseBy, request.Law).ShouldBe(
            (s_deadlines.DueBy, s_deadlines.RefuseBy, s_deadlines.Law)
        );
        request.ReadLastEvent().ShouldBe((RequestEventKind.ReopenedOnAppeal, s_officer, s_upheld));
    }

    [Fact]
    public void A_refused_request_asks_the_parties_that_were_not_asked_before()
    {
        var request = RequestInState.Started("a");
        request.Refuse("unproven", "No proof came.", s_officer, RequestInState.Confirmation);
        request.Tasks[0].State.ShouldBe(TaskState.NotAsked);

        request.ReopenOnAppeal([], s_deadlines, s_officer, s_upheld).ShouldBe(request.Tasks);

        request.Tasks[0].State.ShouldBe(TaskState.Pending);
        (request.State, request.RefusalGround, request.RefusalReason).ShouldBe((RequestState.InProgress, null, null));
    }

    [Fact]
    public void A_request_that_was_refused_before_it_started_asks_everybody_who_holds_something_then()
    {
        var request = RequestInState.Confirmed();
        request.Refuse("unproven", "No proof came.", s_officer, RequestInState.Confirmation);

        var asked = request.ReopenOnAppeal([RequestInState.Hold("c")], s_deadlines, s_officer, s_upheld);

        asked.ShouldHaveSingleItem().PartyId.ShouldBe("c");
        request.Tasks.ShouldBe(asked);
        request.StartedAt.ShouldBe(s_upheld);
    }

    [Fact]
    public void While_others_have_yet_to_answer_the_part_is_asked_for_again_and_the_dates_stay()
    {
        var request = RequestInState.Started("a", "b");
        request.Record(request.Tasks[0], Report(TaskOutcome.Refused), Actor.Party("key"), RequestInState.Confirmation);
        var due = request.DueBy;

        request.ReopenOnAppeal([], s_deadlines, s_officer, s_upheld).ShouldBe([request.Tasks[0]]);

        (request.State, request.DueBy).ShouldBe((RequestState.InProgress, due));
        request.ReadLastEvent().Kind.ShouldBe(RequestEventKind.ReopenedOnAppeal);
    }

    [Fact]
    public void A_part_that_follows_another_one_is_asked_for_by_itself_after_an_appeal()
    {
        var request = RequestInState.Confirmed();
        var followed = Guid.CreateVersion7();
        request.Start([RequestInState.Hold("a", follows: followed)], Actor.Portal, RequestInState.Confirmation);
        request.Refuse("unproven", "No proof came.", s_officer, RequestInState.Confirmation);
        request.Tasks[0].FollowsTaskId.ShouldBe(followed);

        request.ReopenOnAppeal([], s_deadlines, s_officer, s_upheld);

        request.Tasks[0].FollowsTaskId.ShouldBeNull();
    }

    [Theory]
    [InlineData(RequestState.Submitted)]
    [InlineData(RequestState.Confirmed)]
    [InlineData(RequestState.InProgress)]
    [InlineData(RequestState.Completed)]
    [InlineData(RequestState.Withdrawn)]
    [InlineData(RequestState.Expired)]
    public void A_request_with_nothing_refused_or_kept_is_not_reopened_and_does_not_change(RequestState state)
    {
        var request = RequestInState.In(state);
        var before = request.Revision;

        Should.Throw<InvalidOperationException>(() =>
            request.ReopenOnAppeal([RequestInState.Hold("c")], s_deadlines, s_officer, s_upheld)
        );

        (request.State, request.Revision).ShouldBe((state, before));
        foreach (var task in request.Tasks)
            Should.Throw<InvalidOperationException>(task.ReopenOnAppeal);
    }

    private static OutcomeReport Report(TaskOutcome outcome) =>
        outcome is TaskOutcome.Retained
            ? new(outcome, "gdpr-legal-claims", new DateOnly(2027, 1, 31), "A case.")
            : new(outcome, "gdpr-legal-claims", null, "A reason.");
}
