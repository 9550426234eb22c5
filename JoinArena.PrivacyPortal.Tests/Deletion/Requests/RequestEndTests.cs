using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Deletion.Requests.Tasks;
using JoinArena.PrivacyPortal.Jurisdictions;

namespace JoinArena.PrivacyPortal.Tests.Deletion.Requests;

/// <summary>How a request is withdrawn, refused, replaced or given to an officer, and when it is not.</summary>
public sealed class RequestEndTests
{
    private static readonly DateTimeOffset s_now = RequestInState.Confirmation;
    private static readonly Actor s_officer = Actor.Officer("officer@joinarena.example");

    [Fact]
    public void A_request_that_was_withdrawn_or_has_expired_ended_then_and_without_a_party()
    {
        var withdrawn = RequestInState.Confirmed();
        withdrawn.Withdraw(s_now.AddHours(1));
        withdrawn.State.ShouldBe(RequestState.Withdrawn);
        withdrawn.EndedAt.ShouldBe(s_now.AddHours(1));
        (withdrawn.FirstEndedAt, withdrawn.FirstEndDueBy).ShouldBe((s_now.AddHours(1), withdrawn.DueBy));
        withdrawn.ReadLastEvent().ShouldBe((RequestEventKind.Withdrawn, Actor.Worker, s_now.AddHours(1)));

        var expired = RequestInState.Create();
        expired.Expire(s_now.AddDays(30));
        (expired.State, expired.EndedAt).ShouldBe((RequestState.Expired, s_now.AddDays(30)));
        expired.ReadLastEvent().ShouldBe((RequestEventKind.Expired, Actor.Portal, s_now.AddDays(30)));
    }

    [Fact]
    public void Only_the_request_that_replaces_another_withdraws_it()
    {
        var earlier = RequestInState.Confirmed();
        var unlinked = RequestInState.Create();
        Refuses(() => earlier.WithdrawInFavourOf(unlinked, s_now));

        var replacing = RequestInState.Create();
        replacing.LinkTo(earlier);
        (replacing.Link, replacing.LinkedToId).ShouldBe((RequestLink.Replaces, earlier.Id));
        Refuses(() => RequestInState.Confirmed().WithdrawInFavourOf(replacing, s_now));
        earlier.WithdrawInFavourOf(replacing, s_now);
        earlier.State.ShouldBe(RequestState.Withdrawn);

        var running = RequestInState.Notified();
        var adding = RequestInState.Create();
        adding.LinkTo(running);
        (adding.Link, adding.LinkedToId).ShouldBe((RequestLink.AddsTo, running.Id));
        Refuses(() => running.WithdrawInFavourOf(adding, s_now));
    }

    [Fact]
    public void A_link_can_be_taken_back_and_none_is_made_to_a_request_that_cannot_be_changed()
    {
        var request = RequestInState.Create();
        var before = request.Revision;
        request.LinkTo(RequestInState.Confirmed());
        request.Revision.ShouldBe(before + 1);
        request.LinkTo(null);
        (request.Link, request.LinkedToId).ShouldBe((null, null));

        request.LinkTo(RequestInState.In(RequestState.Withdrawn));
        (request.Link, request.LinkedToId).ShouldBe((null, null));
    }

    [Theory]
    [InlineData(RequestState.Submitted, null)]
    [InlineData(RequestState.Confirmed, RequestLink.Replaces)]
    [InlineData(RequestState.InProgress, RequestLink.Replaces)]
    [InlineData(RequestState.Completed, RequestLink.AddsTo)]
    [InlineData(RequestState.PartlyCompleted, RequestLink.AddsTo)]
    [InlineData(RequestState.Refused, RequestLink.AddsTo)]
    [InlineData(RequestState.Withdrawn, null)]
    [InlineData(RequestState.Expired, null)]
    public void A_later_request_changes_an_earlier_one_as_far_as_that_goes(RequestState state, RequestLink? link) =>
        RequestInState.In(state).AllowedLink.ShouldBe(link);

    [Fact]
    public void Refusing_the_whole_request_refuses_every_part_with_the_ground_and_the_reason()
    {
        var request = RequestInState.Started("a", "b");
        request.CanRefuse.ShouldBeTrue();

        request.Refuse("gdpr-unfounded", "It was made twice.", s_officer, s_now.AddHours(3));

        request.State.ShouldBe(RequestState.Refused);
        (request.RefusalGround, request.RefusalReason).ShouldBe(("gdpr-unfounded", "It was made twice."));
        request.Tasks.Count.ShouldBe(2);
        request.Tasks.ShouldAllBe(t =>
            t.State == TaskState.NotAsked
            && t.Ground == "gdpr-unfounded"
            && t.Note == "It was made twice."
            && t.EndedAt == s_now.AddHours(3)
        );
        request.ReadLastEvent().ShouldBe((RequestEventKind.RefusedByUs, s_officer, s_now.AddHours(3)));
        Refuses(() => request.Refuse("gdpr-unfounded", "Again.", s_officer, s_now));
    }

    [Fact]
    public void A_request_is_refused_as_a_whole_only_while_no_party_knows_of_it()
    {
        foreach (var state in Enum.GetValues<RequestState>())
        {
            var isOpen = state is RequestState.Confirmed or RequestState.InProgress;
            RequestInState.In(state).CanRefuse.ShouldBe(isOpen, $"{state}");
        }

        RequestInState.Notified().CanRefuse.ShouldBeFalse();
        var partly = RequestInState.Started("a", "b");
        partly.RefusePart(partly.Tasks[0], "gdpr-unfounded", "Why.", s_officer, s_now);
        partly.CanRefuse.ShouldBeFalse();
        Refuses(() => partly.Refuse("gdpr-unfounded", "Why.", s_officer, s_now));
    }

    [Fact]
    public void An_officer_takes_a_request_and_gives_it_back()
    {
        var request = RequestInState.Confirmed();

        request.Assign("officer@joinarena.example", s_officer, s_now);
        request.Owner.ShouldBe("officer@joinarena.example");
        request.ReadLastEvent().ShouldBe((RequestEventKind.Assigned, s_officer, s_now));
        request.Assign(null, s_officer, s_now);
        request.Owner.ShouldBeNull();
    }

    [Theory]
    [InlineData(DeadlineStage.WithinWeek)]
    [InlineData(DeadlineStage.WithinTwoDays)]
    [InlineData(DeadlineStage.Overdue)]
    public void An_alert_to_the_team_is_recorded_with_its_stage_and_says_which_day_has_passed(DeadlineStage stage)
    {
        var request = RequestInState.Confirmed();
        RequestEventKind KindOf(RequestEventKind overdue) =>
            stage is DeadlineStage.Overdue ? overdue : RequestEventKind.TeamReminded;

        request.MarkTeamAlerted(stage, request.DueBy!.Value, s_now.AddDays(1));
        (request.AlertedStage, request.AlertedDueBy).ShouldBe((stage, request.DueBy));
        request.ReadLastEvent().ShouldBe((KindOf(RequestEventKind.Escalated), Actor.Portal, s_now.AddDays(1)));

        request.MarkTeamAlertedOfAcknowledgement(stage, s_now.AddDays(2));
        request.AcknowledgementAlertedStage.ShouldBe(stage);
        request
            .ReadLastEvent()
            .ShouldBe((KindOf(RequestEventKind.AcknowledgementOverdue), Actor.Portal, s_now.AddDays(2)));

        request.MarkTeamAlertedOfRefusal(stage, s_now.AddDays(3));
        request.RefusalAlertedStage.ShouldBe(stage);
        request.ReadLastEvent().ShouldBe((KindOf(RequestEventKind.RefusalOverdue), Actor.Portal, s_now.AddDays(3)));

        request.MarkTeamAlertedOfProof(stage, request.DueBy!.Value.AddDays(9), s_now.AddDays(4));
        request.AlertedDueBy.ShouldBe(request.DueBy!.Value.AddDays(9));
        request.ReadLastEvent().ShouldBe((KindOf(RequestEventKind.ProofOverdue), Actor.Portal, s_now.AddDays(4)));
    }

    [Theory]
    [InlineData(RequestState.Submitted, true)]
    [InlineData(RequestState.Confirmed, true)]
    [InlineData(RequestState.InProgress, true)]
    [InlineData(RequestState.Completed, false)]
    [InlineData(RequestState.PartlyCompleted, false)]
    [InlineData(RequestState.Refused, false)]
    [InlineData(RequestState.Withdrawn, false)]
    [InlineData(RequestState.Expired, false)]
    public void A_request_is_withdrawn_only_before_it_has_ended(RequestState state, bool can) =>
        RequestInState.In(state).CanWithdraw.ShouldBe(can);

    [Fact]
    public void A_request_that_is_withheld_is_not_withdrawn_before_the_worker_has_proved_who_they_are()
    {
        var request = RequestInState.Started("a");
        request.Withhold(s_now);
        request.CanWithdraw.ShouldBeFalse();

        request.Release(s_officer, s_now);
        request.CanWithdraw.ShouldBeTrue();
    }

    private static void Refuses(Action step) => Should.Throw<InvalidOperationException>(step);
}
