using CsCheck;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Deletion.Requests.Scope;
using JoinArena.PrivacyPortal.Deletion.Requests.Tasks;
using JoinArena.PrivacyPortal.Parties;
using JoinArena.PrivacyPortal.Policies;
using JoinArena.PrivacyPortal.Tests.Jurisdictions;

namespace JoinArena.PrivacyPortal.Tests.Deletion.Requests;

public sealed class DeletionRequestTests
{
    private static readonly DateTimeOffset s_now = new(2026, 11, 24, 14, 2, 0, TimeSpan.Zero);

    [Fact]
    public void A_confirmed_request_keeps_the_dates_the_law_and_their_explanation()
    {
        var request = Confirmed();

        request.DueBy.ShouldBe(new DateOnly(2026, 12, 24));
        request.Law.ShouldBe("EU-GDPR");
        request.IsDeadlineReviewed.ShouldBeFalse();
        request.DeadlineExplanation.ShouldNotBeEmpty();
        request.CoolingOffEnds.ShouldBe(s_now.AddDays(1));
    }

    [Fact]
    public void The_scope_cannot_change_once_the_request_is_confirmed() =>
        Should.Throw<InvalidOperationException>(() => Confirmed().ChangeScope(DeletionScope.OfParty("p"), null));

    [Fact]
    public void A_draft_takes_another_scope_and_reason()
    {
        var request = new DeletionRequest("DR-2026-000001", "w-1", DeletionScope.Everything, null, s_now);

        request.ChangeScope(DeletionScope.OfParty("p"), " because ");

        (request.Scope, request.Reason).ShouldBe((DeletionScope.OfParty("p"), "because"));
    }

    [Theory]
    [InlineData(TaskOutcome.NothingHeld, TaskOutcome.NothingHeld, true)]
    [InlineData(TaskOutcome.NothingHeld, TaskOutcome.Erased, false)]
    public void A_request_had_nothing_only_if_no_party_held_anything(
        TaskOutcome one,
        TaskOutcome other,
        bool hadNothing
    )
    {
        var request = Started("a", "b");
        request.Record(request.Tasks[0], new(one), Actor.Portal, s_now);
        request.Record(request.Tasks[1], new(other), Actor.Portal, s_now);

        request.HadNothing.ShouldBe(hadNothing);
        TaskStates.HadNothing([]).ShouldBeFalse();
    }

    [Fact]
    public void A_request_can_be_withdrawn_until_the_first_party_is_notified()
    {
        var request = Started("a", "b");
        request.CanWithdraw.ShouldBeTrue();

        request.MarkNotified(request.Tasks[0], Actor.Officer("o@example.com"), s_now);

        request.CanWithdraw.ShouldBeFalse();
        Should.Throw<InvalidOperationException>(() => request.Withdraw(s_now));
        request.State.ShouldBe(RequestState.InProgress);
    }

    [Fact]
    public void A_party_that_was_notified_and_then_failed_still_keeps_the_request_from_being_withdrawn()
    {
        var request = Started("a");
        request.MarkNotified(request.Tasks[0], Actor.Portal, s_now);
        request.MarkNotReached(request.Tasks[0], Actor.Portal, s_now);

        request.CanWithdraw.ShouldBeFalse();
    }

    [Fact]
    public void An_answer_from_a_party_that_was_never_marked_as_notified_marks_it_as_notified()
    {
        var request = Started("a");

        request.Record(request.Tasks[0], new(TaskOutcome.Erased), Actor.Officer("o@example.com"), s_now);

        request.Tasks[0].NotifiedAt.ShouldBe(s_now);
        request
            .Events.Select(e => e.Kind)
            .ShouldBe([
                RequestEventKind.Confirmed,
                RequestEventKind.Started,
                RequestEventKind.PartyNotified,
                RequestEventKind.PartyAnswered,
                RequestEventKind.Ended,
            ]);
    }

    [Fact]
    public void A_request_without_tasks_never_ends_by_itself()
    {
        var request = Started();

        request.State.ShouldBe(RequestState.InProgress);
        request.EndedAt.ShouldBeNull();
    }

    [Fact]
    public void A_task_cannot_change_once_its_request_has_ended()
    {
        var request = Started("a");
        request.Record(request.Tasks[0], new(TaskOutcome.Erased), Actor.Portal, s_now);

        Should.Throw<InvalidOperationException>(() =>
            request.Record(request.Tasks[0], new(TaskOutcome.Refused), Actor.Portal, s_now)
        );
        Should.Throw<InvalidOperationException>(() => request.MarkNotified(request.Tasks[0], Actor.Portal, s_now));
    }

    [Fact]
    public void The_last_answer_ends_the_request_in_whatever_order_they_come_and_its_state_follows_from_all() =>
        Gen.Int[0, 4]
            .Select(o => (TaskOutcome)o)
            .Array[1, 6]
            .Sample(outcomes =>
            {
                var request = Started([.. outcomes.Select((_, i) => $"p{i}")]);
                var ended = 0;
                for (var i = 0; i < outcomes.Length; i++)
                {
                    request.State.ShouldBe(RequestState.InProgress);
                    request.Record(request.Tasks[i], new(outcomes[i]), Actor.Portal, s_now.AddMinutes(i));
                    if (request.State.IsEnd)
                        ended = i + 1;
                }

                return ended == outcomes.Length
                    && (request.State == RequestState.Completed)
                        == outcomes.All(o => o is TaskOutcome.Erased or TaskOutcome.NothingHeld)
                    && (request.State == RequestState.Refused) == outcomes.All(o => o is TaskOutcome.Refused);
            });

    [Fact]
    public void Every_change_raises_the_revision_so_that_two_at_once_are_noticed()
    {
        var request = new DeletionRequest("DR-2026-000001", "w-1", DeletionScope.Everything, null, s_now);
        var seen = new List<int> { request.Revision };
        void Did(Action change)
        {
            change();
            seen.Add(request.Revision);
        }

        Did(() => request.ChangeScope(DeletionScope.OfInterview("int-1"), "because"));
        Did(() =>
            request.Confirm("DE", ReviewedRules.Shipped.ComputeDeadlines("DE", s_now), TimeSpan.FromDays(1), s_now)
        );
        Did(() => request.EndCoolingOff(s_now));
        Did(() => request.Start([Held("a")], Actor.Portal, s_now));
        Did(() => request.MarkNotified(request.Tasks[0], Actor.Portal, s_now));
        Did(() => request.MarkAcknowledged(request.Tasks[0], Actor.Party("key"), s_now));
        Did(() => request.Record(request.Tasks[0], new(TaskOutcome.Erased), Actor.Party("key"), s_now));

        seen.ShouldBe(seen.Distinct().Order());
    }

    public static TheoryData<string> Scopes => ["everything", "categories", "interview", "party"];

    [Theory, MemberData(nameof(Scopes))]
    public void A_scope_comes_back_as_it_was_given(string kind)
    {
        var scope = kind switch
        {
            "everything" => DeletionScope.Everything,
            "categories" => DeletionScope.OfCategories(
                DataCategory.Transcript,
                DataCategory.InterviewRecording,
                DataCategory.Transcript
            ),
            "interview" => DeletionScope.OfInterview("int-1"),
            _ => DeletionScope.OfParty("p-1"),
        };

        new DeletionRequest("DR-2026-000001", "w-1", scope, " why ", s_now).Scope.ShouldBe(scope);
    }

    private static DeletionRequest Confirmed()
    {
        var request = new DeletionRequest("DR-2026-000001", "w-1", DeletionScope.Everything, null, s_now);
        request.Confirm("DE", ReviewedRules.Shipped.ComputeDeadlines("DE", s_now), TimeSpan.FromDays(1), s_now);
        return request;
    }

    private static DeletionRequest Started(params string[] parties)
    {
        var request = Confirmed();
        request.Start(parties.Select(Held), Actor.Portal, s_now);
        return request;
    }

    private static PartyHoldings Held(string party) =>
        new(party, party, PartyKind.HiringCompany, null, ConnectorType.Manual, [new("i-1", DataCategory.Resume, null)]);
}
