using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Deletion.Requests.Scope;
using JoinArena.PrivacyPortal.Tests.Jurisdictions;

namespace JoinArena.PrivacyPortal.Tests.Deletion.Requests;

/// <summary>
/// What each step of an open request changes, and when it is refused. Its ends: <see cref="RequestEndTests"/>; the
/// steps of parties: <see cref="PartyStepTests"/>.
/// </summary>
public sealed class RequestTransitionTests
{
    private static readonly DateTimeOffset s_now = RequestInState.Confirmation;
    private static readonly Actor s_officer = Actor.Officer("officer@joinarena.example");

    [Fact]
    public void A_confirmation_starts_the_clock_of_the_law_and_the_cooling_off_time()
    {
        var deadlines = ReviewedRules.Shipped.ComputeDeadlines("US-CA", s_now);
        var request = RequestInState.Create();

        request.Confirm("US-CA", deadlines, TimeSpan.FromHours(24), s_now);

        request.State.ShouldBe(RequestState.Confirmed);
        request.ConfirmedAt.ShouldBe(s_now);
        request.CountsFrom.ShouldBe(s_now);
        request.CoolingOffEnds.ShouldBe(s_now.AddHours(24));
        request.Jurisdiction.ShouldBe("US-CA");
        request.AcknowledgeBy.ShouldBe(deadlines.AcknowledgeBy.ShouldNotBeNull());
        (request.DueBy, request.ExtendableTo).ShouldBe((deadlines.DueBy, deadlines.ExtendableTo.ShouldNotBeNull()));
        request.Law.ShouldBe("US-CA-CCPA");
        request.DeadlineExplanation.ShouldBe(deadlines.Explanation);
        request.ReadLastEvent().ShouldBe((RequestEventKind.Confirmed, Actor.Worker, s_now));
    }

    [Fact]
    public void A_confirmation_under_rules_that_counsel_has_reviewed_says_so()
    {
        var deadlines = ReviewedRules.Shipped.ComputeDeadlines("DE", s_now) with { IsReviewed = true };
        var request = RequestInState.Create();

        request.Confirm("DE", deadlines, TimeSpan.Zero, s_now);

        request.IsDeadlineReviewed.ShouldBeTrue();
    }

    [Theory]
    [InlineData(-1, true)]
    [InlineData(0, false)]
    [InlineData(1, false)]
    public void Receipt_counts_from_an_earlier_request_only_if_that_was_earlier(int hours, bool counts)
    {
        var request = RequestInState.Create();
        var received = s_now.AddHours(hours);

        request.Confirm("DE", RequestInState.Deadlines, TimeSpan.Zero, s_now, received);

        request.ReceivedAt.ShouldBe(counts ? received : null);
        request.CountsFrom.ShouldBe(counts ? received : s_now);
    }

    [Fact]
    public void Proof_of_identity_is_asked_for_once_and_recorded_once()
    {
        var request = RequestInState.Confirmed();
        request.IsIdentityAwaited.ShouldBeFalse();
        Refuses(() => request.RecordIdentityProof(RequestInState.Deadlines, s_officer, s_now, s_now));

        request.RequestIdentityProof(s_officer, s_now.AddHours(1));

        request.IdentityAskedAt.ShouldBe(s_now.AddHours(1));
        request.IsIdentityAwaited.ShouldBeTrue();
        request.CanRequestIdentityProof.ShouldBeFalse();
        request.CanRepeatIdentityCheck.ShouldBeFalse();
        request.ReadLastEvent().ShouldBe((RequestEventKind.IdentityAsked, s_officer, s_now.AddHours(1)));
        Refuses(() => request.RequestIdentityProof(s_officer, s_now));
        Refuses(() => request.RepeatIdentityCheck(s_now));

        request.RecordIdentityProof(RequestInState.Deadlines, s_officer, s_now.AddHours(2), s_now.AddHours(2));

        request.IdentityProvenAt.ShouldBe(s_now.AddHours(2));
        request.IsIdentityAwaited.ShouldBeFalse();
        request.CanRequestIdentityProof.ShouldBeFalse("it was asked for");
        request.ReadLastEvent().ShouldBe((RequestEventKind.IdentityProven, s_officer, s_now.AddHours(2)));
        Refuses(() => request.RecordIdentityProof(RequestInState.Deadlines, s_officer, s_now, s_now));
    }

    [Fact]
    public void The_portal_asks_again_for_proof_that_was_given_before()
    {
        var request = RequestInState.Confirmed();
        request.RequestIdentityProof(s_officer, s_now);
        request.RecordIdentityProof(RequestInState.Deadlines, s_officer, s_now.AddHours(1), s_now.AddHours(1));
        request.CanRepeatIdentityCheck.ShouldBeTrue();

        request.RepeatIdentityCheck(s_now.AddHours(2));

        request.IsIdentityAwaited.ShouldBeTrue();
        request.IdentityAskedAt.ShouldBe(s_now.AddHours(2));
        request.ReadLastEvent().ShouldBe((RequestEventKind.IdentityAsked, Actor.Portal, s_now.AddHours(2)));
    }

    [Fact]
    public void Identity_is_asked_for_only_before_a_party_is_notified()
    {
        foreach (var state in Enum.GetValues<RequestState>())
        {
            var request = RequestInState.In(state);
            var isConfirmed = state is RequestState.Confirmed;

            request.CanRequestIdentityProof.ShouldBe(isConfirmed, $"{state}");
            request.CanRepeatIdentityCheck.ShouldBe(isConfirmed, $"{state}");
        }
    }

    [Theory]
    [InlineData(5, true)]
    [InlineData(0, false)]
    [InlineData(-5, false)]
    public void Proof_of_identity_moves_the_deadline_on_and_never_back(int days, bool moves)
    {
        var request = RequestInState.Confirmed();
        request.RequestIdentityProof(s_officer, s_now);
        var due = request.DueBy!.Value;
        var extendable = request.ExtendableTo;
        var moved = RequestInState.Deadlines with
        {
            DueBy = due.AddDays(days),
            ExtendableTo = due.AddDays(90),
            Law = "OTHER",
            Explanation = ["Moved."],
        };

        request.RecordIdentityProof(moved, s_officer, s_now.AddHours(1), s_now.AddHours(1));

        request.DueBy.ShouldBe(moves ? due.AddDays(days) : due);
        request.Law.ShouldBe(moves ? "OTHER" : "EU-GDPR");
        request.ExtendableTo.ShouldBe(moves ? due.AddDays(90) : extendable);
        request.DeadlineExplanation.ShouldBe(["Moved."]);
    }

    [Fact]
    public void A_deadline_that_was_extended_is_not_extendable_again_after_proof_of_identity()
    {
        var request = RequestInState.Confirmed();
        request.RequestIdentityProof(s_officer, s_now);
        request.Extend(s_officer, RequestInState.Deadlines.Zone, s_now);
        var moved = RequestInState.Deadlines with { DueBy = request.DueBy!.Value.AddDays(1) };

        request.RecordIdentityProof(moved, s_officer, s_now, s_now);

        request.DueBy.ShouldBe(moved.DueBy);
        request.ExtendableTo.ShouldBeNull();
    }

    [Theory]
    [InlineData(23, 24)]
    [InlineData(24, 24)]
    [InlineData(30, 30)]
    public void Cooling_off_lasts_at_least_until_the_proof_of_identity(int proven, int ends)
    {
        var request = RequestInState.Confirmed();
        request.RequestIdentityProof(s_officer, s_now);

        request.RecordIdentityProof(
            RequestInState.Deadlines,
            s_officer,
            s_now.AddHours(proven),
            s_now.AddHours(proven)
        );

        request.CoolingOffEnds.ShouldBe(s_now.AddHours(ends));
    }

    [Theory]
    [InlineData(5, 5)]
    [InlineData(30, 24)]
    public void A_worker_can_end_the_cooling_off_time_and_not_lengthen_it(int now, int ends)
    {
        var request = RequestInState.Confirmed();

        request.EndCoolingOff(s_now.AddHours(now));

        request.CoolingOffEnds.ShouldBe(s_now.AddHours(ends));
    }

    [Fact]
    public void Only_a_confirmed_request_has_a_cooling_off_time_and_only_a_draft_another_scope_or_link()
    {
        foreach (var state in Enum.GetValues<RequestState>())
        {
            RefusesUnless(state is RequestState.Confirmed, RequestInState.In(state), r => r.EndCoolingOff(s_now));
            RefusesUnless(state is RequestState.Submitted, RequestInState.In(state), r => r.LinkTo(null));
            RefusesUnless(
                state is RequestState.Submitted,
                RequestInState.In(state),
                r => r.ChangeScope(DeletionScope.Everything, null)
            );
        }
    }

    [Fact]
    public void A_deadline_is_extended_once_within_its_first_period_while_the_request_is_open()
    {
        foreach (var state in Enum.GetValues<RequestState>())
        {
            var request = RequestInState.In(state);
            if (request.DueEnds is not { } end)
                continue;
            var isOpen = state is RequestState.Confirmed or RequestState.InProgress;
            request.CanExtend(end.AddMinutes(-1)).ShouldBe(isOpen, $"{state}");
            request.CanExtend(end).ShouldBeFalse("the first period is over");
        }

        var extended = RequestInState.Confirmed();
        var first = extended.DueBy!.Value;
        var longer = extended.ExtendableTo!.Value;
        var zone = RequestInState.Deadlines.Zone;
        extended.Extend(s_officer, zone, s_now.AddDays(3));
        extended.DueEnds.ShouldBe(longer.AddDays(1).StartOfDay(zone));
        (extended.DueBy, extended.FirstDueBy, extended.ExtendableTo).ShouldBe((longer, first, null));
        extended.ExtendedAt.ShouldBe(s_now.AddDays(3));
        extended.ReadLastEvent().ShouldBe((RequestEventKind.Extended, s_officer, s_now.AddDays(3)));
        Refuses(() => extended.Extend(s_officer, zone, s_now));
    }

    [Fact]
    public void A_law_without_an_extension_gives_none_and_a_second_one_is_never_given()
    {
        var request = RequestInState.Create();
        request.Confirm("BR", RequestInState.Deadlines with { ExtendableTo = null }, TimeSpan.Zero, s_now);

        request.CanExtend(s_now).ShouldBeFalse();

        // Data that a party kept is asked for again: that has a period of its own, without an extension.
        var reopened = RequestInState.Reopened();
        reopened.CanExtend(reopened.DueEnds!.Value.AddMinutes(-1)).ShouldBeFalse();
    }

    private static void RefusesUnless(bool isAllowed, DeletionRequest request, Action<DeletionRequest> step)
    {
        if (isAllowed)
            step(request);
        else
            Refuses(() => step(request));
    }

    private static void Refuses(Action step) => Should.Throw<InvalidOperationException>(step);
}
