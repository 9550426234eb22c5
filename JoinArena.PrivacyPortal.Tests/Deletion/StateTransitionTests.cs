using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Deletion.Requests.Tasks;

namespace JoinArena.PrivacyPortal.Tests.Deletion;

/// <summary>Every pair of states, written down a second time from the vocabulary and not from the code.</summary>
public sealed class StateTransitionTests
{
    private static readonly string[] s_requests =
    [
        "Submitted Confirmed",
        "Submitted Withdrawn",
        "Submitted Expired",
        "Confirmed InProgress",
        "Confirmed Refused",
        "Confirmed Withdrawn",
        "InProgress Completed",
        "InProgress PartlyCompleted",
        "InProgress Refused",
        "InProgress Withdrawn",
    ];

    private static readonly string[] s_tasks =
    [
        "Pending Sent",
        "Pending Failed",
        "Pending NotAsked",
        "Failed Sent",
        "Failed NotAsked",
        "Sent Acknowledged",
        "Sent Failed",
        "Sent Erased",
        "Sent NothingHeld",
        "Sent Retained",
        "Sent Irreversible",
        "Sent Refused",
        "Acknowledged Erased",
        "Acknowledged NothingHeld",
        "Acknowledged Retained",
        "Acknowledged Irreversible",
        "Acknowledged Refused",
    ];

    public static IEnumerable<object[]> RequestPairs =>
        from a in Enum.GetValues<RequestState>()
        from b in Enum.GetValues<RequestState>()
        select new object[] { a, b };

    public static IEnumerable<object[]> TaskPairs =>
        from a in Enum.GetValues<TaskState>()
        from b in Enum.GetValues<TaskState>()
        select new object[] { a, b };

    [Theory, MemberData(nameof(RequestPairs))]
    public void A_request_goes_only_where_the_vocabulary_lets_it(RequestState from, RequestState to) =>
        RequestStates.NextStates(from).Contains(to).ShouldBe(s_requests.Contains($"{from} {to}"));

    [Theory, MemberData(nameof(TaskPairs))]
    public void A_task_goes_only_where_the_vocabulary_lets_it(TaskState from, TaskState to) =>
        TaskStates.NextStates(from).Contains(to).ShouldBe(s_tasks.Contains($"{from} {to}"));

    [Fact]
    public void A_sent_task_never_counts_as_done() => TaskState.Sent.IsEnd.ShouldBeFalse();

    [Fact]
    public void Every_outcome_leads_to_a_final_state_of_its_own() =>
        Enum.GetValues<TaskOutcome>()
            .Select(o => o.State)
            .ShouldBe(Enum.GetValues<TaskState>().Where(s => s.IsAnswer), ignoreOrder: true);

    [Fact]
    public void A_part_that_was_not_asked_has_ended_without_an_answer_and_without_its_party_knowing()
    {
        var state = TaskState.NotAsked;
        (state.IsEnd, state.IsAnswer, state.IsNotified).ShouldBe((true, false, false));
    }

    [Theory]
    [InlineData(RequestState.Completed, TaskState.Erased)]
    [InlineData(RequestState.Completed, TaskState.NothingHeld, TaskState.Erased)]
    [InlineData(RequestState.PartlyCompleted, TaskState.Erased, TaskState.Retained)]
    [InlineData(RequestState.PartlyCompleted, TaskState.Irreversible)]
    [InlineData(RequestState.PartlyCompleted, TaskState.Erased, TaskState.Refused)]
    [InlineData(RequestState.Refused, TaskState.Refused, TaskState.Refused)]
    [InlineData(RequestState.Refused, TaskState.NotAsked)]
    [InlineData(RequestState.Refused, TaskState.NotAsked, TaskState.Refused)]
    [InlineData(RequestState.PartlyCompleted, TaskState.Erased, TaskState.NotAsked)]
    [InlineData(RequestState.PartlyCompleted, TaskState.NothingHeld, TaskState.NotAsked)]
    public void The_final_state_follows_from_the_answers(RequestState end, params TaskState[] tasks) =>
        TaskStates.DeriveRequestEnd(tasks).ShouldBe(end);

    [Theory]
    [InlineData(TaskState.Erased, TaskState.Sent)]
    [InlineData(TaskState.Erased, TaskState.Failed)]
    [InlineData(TaskState.NotAsked, TaskState.Pending)]
    [InlineData(TaskState.Pending)]
    [InlineData]
    public void A_request_does_not_end_while_an_answer_is_missing_or_no_party_was_asked(params TaskState[] tasks) =>
        TaskStates.DeriveRequestEnd(tasks).ShouldBeNull();
}
