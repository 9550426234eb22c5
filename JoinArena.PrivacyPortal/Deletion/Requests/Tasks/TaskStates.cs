namespace JoinArena.PrivacyPortal.Deletion.Requests.Tasks;

/// <summary>The table of allowed transitions of a party's part.</summary>
public static class TaskStates
{
    private static readonly TaskState[] s_answers =
    [
        TaskState.Erased,
        TaskState.NothingHeld,
        TaskState.Retained,
        TaskState.Irreversible,
        TaskState.Refused,
    ];

    /// <summary>
    /// The states that may follow directly; none follows an end. The ways back from one are not in the table:
    /// <see cref="DeletionRequest.Reopen"/>, <see cref="DeletionRequest.ReopenOnAppeal"/> and the correction of an answer.
    /// </summary>
    public static IReadOnlyList<TaskState> NextStates(TaskState state) =>
        state switch
        {
            TaskState.Pending => [TaskState.Sent, TaskState.Failed, TaskState.NotAsked],
            TaskState.Failed => [TaskState.Sent, TaskState.NotAsked],
            TaskState.Sent => [TaskState.Acknowledged, TaskState.Failed, .. s_answers],
            TaskState.Acknowledged => s_answers,
            TaskState.Erased
            or TaskState.NothingHeld
            or TaskState.Retained
            or TaskState.Irreversible
            or TaskState.Refused
            or TaskState.NotAsked => [],
        };

    extension(TaskState state)
    {
        /// <summary>Whether nothing more is to come: the party has answered, or will not be asked.</summary>
        public bool IsEnd => NextStates(state).Count == 0;

        /// <summary>Whether the party has given its answer.</summary>
        public bool IsAnswer => s_answers.Contains(state);

        /// <summary>Whether something was refused or stays, so that there is something to disagree with.</summary>
        public bool LeavesSomething =>
            state is TaskState.NotAsked or TaskState.Refused or TaskState.Retained or TaskState.Irreversible;

        /// <summary>The answer that led to the state; null if none did.</summary>
        public TaskOutcome? AsOutcome =>
            state switch
            {
                TaskState.Erased => TaskOutcome.Erased,
                TaskState.NothingHeld => TaskOutcome.NothingHeld,
                TaskState.Retained => TaskOutcome.Retained,
                TaskState.Irreversible => TaskOutcome.Irreversible,
                TaskState.Refused => TaskOutcome.Refused,
                TaskState.Pending
                or TaskState.Sent
                or TaskState.Acknowledged
                or TaskState.NotAsked
                or TaskState.Failed => null,
            };

        /// <summary>Whether the party knows of the request.</summary>
        public bool IsNotified => state is not (TaskState.Pending or TaskState.Failed or TaskState.NotAsked);
    }

    extension(TaskOutcome outcome)
    {
        /// <summary>The state that the outcome leads to.</summary>
        public TaskState State =>
            outcome switch
            {
                TaskOutcome.Erased => TaskState.Erased,
                TaskOutcome.NothingHeld => TaskState.NothingHeld,
                TaskOutcome.Retained => TaskState.Retained,
                TaskOutcome.Irreversible => TaskState.Irreversible,
                TaskOutcome.Refused => TaskState.Refused,
            };
    }

    /// <summary>
    /// Whether every party has answered that it held nothing: the request has ended, and nothing was erased.
    /// </summary>
    public static bool HadNothing(IReadOnlyCollection<TaskState> tasks) =>
        tasks.Count > 0 && tasks.All(t => t is TaskState.NothingHeld);

    /// <summary>
    /// The end that the parties' answers and JoinArena's refusals give the request; null while one is missing, and if
    /// there is no party.
    /// </summary>
    public static RequestState? DeriveRequestEnd(IReadOnlyCollection<TaskState> tasks)
    {
        if (tasks.Count == 0 || tasks.Any(t => !t.IsEnd))
            return null;
        if (tasks.All(t => t is TaskState.Erased or TaskState.NothingHeld))
            return RequestState.Completed;
        return tasks.All(t => t is TaskState.Refused or TaskState.NotAsked)
            ? RequestState.Refused
            : RequestState.PartlyCompleted;
    }
}
