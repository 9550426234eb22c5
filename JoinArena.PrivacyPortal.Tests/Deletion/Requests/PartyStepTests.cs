using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Deletion.Requests.Tasks;

namespace JoinArena.PrivacyPortal.Tests.Deletion.Requests;

/// <summary>What each step of a party's part changes, and when it is refused.</summary>
public sealed class PartyStepTests
{
    private static readonly DateTimeOffset s_now = RequestInState.Confirmation;
    private static readonly Actor s_party = Actor.Party("key");

    [Fact]
    public void A_part_copies_what_is_held_when_the_request_starts()
    {
        var held = RequestInState.Hold("a", follows: Guid.CreateVersion7());
        var request = RequestInState.Confirmed();

        request.Start([held], Actor.Portal, s_now.AddDays(1));

        request.StartedAt.ShouldBe(s_now.AddDays(1));
        request.ReadLastEvent().ShouldBe((RequestEventKind.Started, Actor.Portal, s_now.AddDays(1)));
        var task = request.Tasks.ShouldHaveSingleItem();
        (task.RequestId, task.PartyId, task.PartyName).ShouldBe((request.Id, "a", "Party a"));
        (task.PartyKind, task.Contact, task.Connector).ShouldBe((held.Kind, held.Contact, held.Connector));
        task.Items.ShouldBe(held.Items);
        (task.CreatedAt, task.FollowsTaskId).ShouldBe((s_now.AddDays(1), held.FollowsTaskId));
        (task.State, task.Round, task.MayHaveBeenNotified).ShouldBe((TaskState.Pending, 1, false));
    }

    [Fact]
    public void A_party_is_notified_acknowledges_is_reminded_and_is_marked_as_late()
    {
        var (request, task) = Start();
        task.SendingSince = s_now;

        request.MarkNotified(task, Actor.Portal, s_now.AddHours(1));
        (task.State, task.NotifiedAt, task.SendingSince).ShouldBe((TaskState.Sent, s_now.AddHours(1), null));
        request.ReadLastEvent().ShouldBe((RequestEventKind.PartyNotified, Actor.Portal, s_now.AddHours(1)));

        request.MarkAcknowledged(task, s_party, s_now.AddHours(2));
        (task.State, task.AcknowledgedAt).ShouldBe((TaskState.Acknowledged, s_now.AddHours(2)));
        request.ReadLastEvent().ShouldBe((RequestEventKind.PartyAcknowledged, s_party, s_now.AddHours(2)));

        request.MarkReminded(task, Actor.Portal, s_now.AddDays(5));
        request.MarkReminded(task, Actor.Portal, s_now.AddDays(6));
        (task.Reminders, task.RemindedAt).ShouldBe((2, s_now.AddDays(6)));
        request.ReadLastEvent().ShouldBe((RequestEventKind.PartyReminded, Actor.Portal, s_now.AddDays(6)));

        request.MarkOverdue(task, s_now.AddDays(30));
        task.EscalatedAt.ShouldBe(s_now.AddDays(30));
        request.ReadLastEvent().ShouldBe((RequestEventKind.PartyOverdue, Actor.Portal, s_now.AddDays(30)));
        (request.Events[^1].TaskId, request.Events[^1].State).ShouldBe((task.Id, TaskState.Acknowledged));
    }

    [Fact]
    public void A_party_that_was_not_reached_can_be_notified_later_and_was_first_notified_when_that_worked()
    {
        var (request, task) = Start();

        request.MarkNotReached(task, Actor.Portal, s_now.AddHours(1));
        task.State.ShouldBe(TaskState.Failed);
        request.ReadLastEvent().ShouldBe((RequestEventKind.PartyNotReached, Actor.Portal, s_now.AddHours(1)));

        request.MarkNotified(task, Actor.Portal, s_now.AddHours(2));
        request.MarkNotReached(task, Actor.Portal, s_now.AddHours(3));
        request.MarkNotified(task, Actor.Portal, s_now.AddHours(4));
        task.NotifiedAt.ShouldBe(s_now.AddHours(2));
    }

    [Fact]
    public void An_answer_is_kept_with_its_ground_its_date_and_its_words()
    {
        var (request, task) = Start("a", "b");
        var report = new OutcomeReport(TaskOutcome.Retained, "gdpr-legal-claims", new DateOnly(2027, 1, 31), "A case.");

        request.Record(task, report, s_party, s_now.AddDays(2));

        task.State.ShouldBe(TaskState.Retained);
        (task.Ground, task.Until, task.Note).ShouldBe((report.Ground, report.Until, report.Note));
        (task.EndedAt, task.NotifiedAt).ShouldBe((s_now.AddDays(2), s_now.AddDays(2)));
        request.ReadLastEvent().ShouldBe((RequestEventKind.PartyAnswered, s_party, s_now.AddDays(2)));
        request.State.ShouldBe(RequestState.InProgress, "another answer is missing");

        request.Record(request.Tasks[1], new(TaskOutcome.Erased), s_party, s_now.AddDays(3));
        (request.State, request.EndedAt).ShouldBe((RequestState.PartlyCompleted, s_now.AddDays(3)));
        (request.FirstEndedAt, request.FirstEndDueBy).ShouldBe((s_now.AddDays(3), request.DueBy));
        request.ReadLastEvent().ShouldBe((RequestEventKind.Ended, Actor.Portal, s_now.AddDays(3)));
    }

    [Fact]
    public void A_party_that_had_acknowledged_is_not_marked_as_notified_again_by_its_answer()
    {
        var (request, task) = Start();
        request.MarkNotified(task, Actor.Portal, s_now);
        request.MarkAcknowledged(task, s_party, s_now);

        request.Record(task, new(TaskOutcome.Erased), s_party, s_now.AddDays(2));

        request.Events.Count(e => e.Kind is RequestEventKind.PartyNotified).ShouldBe(1);
    }

    [Fact]
    public void One_part_is_refused_only_while_its_party_knows_nothing()
    {
        var (request, task) = Start("a", "b");
        var other = RequestInState.Started("c");
        request.CanRefusePart(task).ShouldBeTrue();
        request.CanRefusePart(other.Tasks[0]).ShouldBeFalse("it is another request's");

        request.RefusePart(task, "gdpr-excessive", "Why.", s_party, s_now.AddHours(1));

        (task.State, task.Ground, task.Note).ShouldBe((TaskState.NotAsked, "gdpr-excessive", "Why."));
        request.ReadLastEvent().ShouldBe((RequestEventKind.RefusedByUs, s_party, s_now.AddHours(1)));
        request.CanRefusePart(task).ShouldBeFalse("it has ended");
        Refuses(() => request.RefusePart(task, "gdpr-excessive", "Why.", s_party, s_now));

        request.Tasks[1].SendingSince = s_now;
        request.CanRefusePart(request.Tasks[1]).ShouldBeFalse("its party may have the message");
        request.State.ShouldBe(RequestState.InProgress);
    }

    [Fact]
    public void The_last_part_that_is_refused_ends_the_request()
    {
        var (request, task) = Start();

        request.RefusePart(task, "gdpr-excessive", "Why.", s_party, s_now.AddHours(1));

        request.State.ShouldBe(RequestState.Refused);
        request.CanRefusePart(task).ShouldBeFalse();
    }

    [Fact]
    public void A_copy_found_on_the_way_is_a_part_of_its_own_while_the_request_is_in_progress()
    {
        var (request, _) = Start();

        var added = request.AddRedisclosures([RequestInState.Hold("b"), RequestInState.Hold("c")], s_now.AddDays(4));

        added.Select(t => t.PartyId).ShouldBe(["b", "c"]);
        request.Tasks.Select(t => t.PartyId).ShouldBe(["a", "b", "c"]);
        added.ShouldAllBe(t => t.CreatedAt == s_now.AddDays(4));
        request.Events.Count(e => e.Kind is RequestEventKind.RedisclosureFound).ShouldBe(2);
        request.ReadLastEvent().ShouldBe((RequestEventKind.RedisclosureFound, Actor.Portal, s_now.AddDays(4)));
        Refuses(() => RequestInState.In(RequestState.Completed).AddRedisclosures([], s_now));
        Refuses(() => RequestInState.Confirmed().AddRedisclosures([], s_now));
    }

    [Fact]
    public void A_part_that_followed_another_request_is_notified_for_its_own_once_that_one_has_ended()
    {
        var request = RequestInState.Confirmed();
        request.Start([RequestInState.Hold("a", follows: Guid.CreateVersion7())], Actor.Portal, s_now);
        var before = request.Revision;

        request.DetachFromFollowedTask(request.Tasks[0]);

        request.Tasks[0].FollowsTaskId.ShouldBeNull();
        request.Revision.ShouldBe(before + 1);
    }

    [Fact]
    public void When_the_time_to_keep_something_is_over_the_party_is_asked_as_if_for_the_first_time()
    {
        var request = RequestInState.In(RequestState.PartlyCompleted);
        var task = request.Tasks[0];
        task.LastFailedAt = task.EscalatedAt = s_now;
        request.SetRetentionEnd(new DateOnly(2029, 1, 1));
        var deadlines = RequestInState.Deadlines with
        {
            DueBy = new DateOnly(2027, 3, 1),
            Law = "X",
            Explanation = ["Y."],
        };

        request.Reopen(task, deadlines, s_now.AddMonths(2));

        (request.State, request.EndedAt, request.KeptUntil).ShouldBe((RequestState.InProgress, null, null));
        (request.DueBy, request.ExtendableTo, request.Law).ShouldBe((new DateOnly(2027, 3, 1), null, "X"));
        request.DeadlineExplanation.ShouldBe(["Y."]);
        request.FirstEndedAt.ShouldBe(s_now, "it ended once");
        request.ReadLastEvent().ShouldBe((RequestEventKind.Reopened, Actor.Portal, s_now.AddMonths(2)));
        (task.State, task.Round, task.Reminders).ShouldBe((TaskState.Pending, 2, 0));
        new object?[]
        {
            task.NotifiedAt,
            task.AcknowledgedAt,
            task.LastFailedAt,
            task.RemindedAt,
            task.EscalatedAt,
            task.EndedAt,
            task.Ground,
            task.Until,
            task.Note,
        }.ShouldAllBe(v => v == null);
        task.MayHaveBeenNotified.ShouldBeTrue("it was, in the first round");
        request.CanWithdraw.ShouldBeFalse();
    }

    [Fact]
    public void A_part_that_is_asked_again_while_others_are_open_keeps_the_deadline_of_its_request()
    {
        var (request, task) = Start("a", "b");
        request.Record(task, new(TaskOutcome.Retained, "gdpr-legal-claims", new DateOnly(2026, 12, 1)), s_party, s_now);
        var due = request.DueBy;

        request.Reopen(task, RequestInState.Deadlines with { DueBy = new DateOnly(2030, 1, 1) }, s_now.AddDays(8));

        (request.DueBy, task.State).ShouldBe((due, TaskState.Pending));
        Refuses(() => request.Reopen(request.Tasks[1], RequestInState.Deadlines, s_now));
    }

    [Fact]
    public void Only_a_request_of_its_own_that_is_not_over_is_reopened_for_a_part()
    {
        var (request, _) = Start();
        Refuses(() => request.Reopen(RequestInState.Reopened().Tasks[0], RequestInState.Deadlines, s_now));
        foreach (var state in (RequestState[])[RequestState.Completed, RequestState.Refused])
        {
            var ended = RequestInState.In(state);
            Refuses(() => ended.Reopen(ended.Tasks[0], RequestInState.Deadlines, s_now));
        }
    }

    [Fact]
    public void A_part_of_another_request_is_never_changed()
    {
        var (request, _) = Start();
        var foreign = RequestInState.Started("b").Tasks[0];

        Refuses(() => request.MarkNotified(foreign, Actor.Portal, s_now));
        Refuses(() => request.Record(foreign, new(TaskOutcome.Erased), s_party, s_now));
        foreign.State.ShouldBe(TaskState.Pending);
    }

    private static (DeletionRequest Request, ErasureTask Task) Start(params string[] parties)
    {
        var request = RequestInState.Started(parties.Length > 0 ? parties : ["a"]);
        return (request, request.Tasks[0]);
    }

    private static void Refuses(Action step) => Should.Throw<InvalidOperationException>(step);
}
