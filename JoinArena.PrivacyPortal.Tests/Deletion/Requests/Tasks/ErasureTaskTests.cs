using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Deletion.Requests.Tasks;
using JoinArena.PrivacyPortal.Parties;
using JoinArena.PrivacyPortal.Policies;

namespace JoinArena.PrivacyPortal.Tests.Deletion.Requests.Tasks;

/// <summary>What a party's part asks for, and whom it asks.</summary>
public sealed class ErasureTaskTests
{
    private static readonly DateTimeOffset s_now = RequestInState.Confirmation;

    [Fact]
    public void A_part_asks_for_what_the_party_had_when_it_was_notified_and_for_nothing_later()
    {
        var request = RequestInState.Started("a");
        var task = request.Tasks[0];
        task.AsksFor("other", s_now).ShouldBeFalse();
        task.AsksFor("i-1", s_now.AddYears(1)).ShouldBeTrue("it is not notified yet");

        task.SendingSince = s_now.AddHours(1);
        task.AsksFor("i-1", s_now.AddHours(1)).ShouldBeTrue();
        task.AsksFor("i-1", s_now.AddHours(1).AddTicks(1)).ShouldBeFalse("the message is on its way");
        request.MarkNotified(task, Actor.Portal, s_now.AddHours(2));
        task.AsksFor("i-1", s_now.AddHours(2)).ShouldBeTrue();
        task.AsksFor("i-1", s_now.AddHours(2).AddTicks(1)).ShouldBeFalse();
        task.SendingSince = s_now.AddHours(5);
        task.AsksFor("i-1", s_now.AddHours(4)).ShouldBeFalse("a reminder asks for no more than the first message");
        request.AsksFor("a", "i-1", s_now.AddHours(3)).ShouldBeFalse();
        request.AsksFor("a", "i-1", s_now).ShouldBeTrue();
        request.AsksFor("b", "i-1", s_now).ShouldBeFalse();

        var following = RequestInState.Confirmed();
        following.Start([RequestInState.Hold("a", follows: task.Id)], Actor.Portal, s_now);
        following.Tasks[0].AsksFor("i-1", s_now).ShouldBeTrue();
        following.Tasks[0].AsksFor("i-1", s_now.AddTicks(1)).ShouldBeFalse("the other request had asked before");
    }

    [Fact]
    public void Items_are_added_once_and_a_part_of_a_merged_party_is_notified_another_way()
    {
        var task = RequestInState.Started("a").Tasks[0];
        var item = new TaskItem("i-2", DataCategory.Transcript, "int-1");

        task.AddItems([task.Items[0], item]);

        task.Items.Select(i => i.ItemId).ShouldBe(["i-1", "i-2"]);
        task.Items[1].ShouldBe(item);
        ReferenceEquals(task.Items[1], item).ShouldBeFalse("two tasks never share one row");
        task.Redirect(ConnectorType.Webhook, "new@party.example");
        (task.Connector, task.Contact).ShouldBe((ConnectorType.Webhook, "new@party.example"));
        task.IsNotifiedByPortal.ShouldBeTrue();
        task.Redirect(ConnectorType.Manual, null);
        task.IsNotifiedByPortal.ShouldBeFalse();
    }

    [Fact]
    public void A_party_that_was_not_notified_has_nothing_to_acknowledge()
    {
        var request = RequestInState.Started("a");

        Should.Throw<InvalidOperationException>(() =>
            request.MarkAcknowledged(request.Tasks[0], Actor.Party("key"), s_now)
        );

        request.Tasks[0].State.ShouldBe(TaskState.Pending);
    }
}
