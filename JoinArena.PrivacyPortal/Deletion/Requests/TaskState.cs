namespace JoinArena.PrivacyPortal.Deletion.Requests;

/// <summary>Where one party's part of a request stands.</summary>
public enum TaskState
{
    /// <summary>The party has not been told.</summary>
    Pending,

    /// <summary>Told; never taken for done.</summary>
    Sent,

    /// <summary>The party says it has the request.</summary>
    Acknowledged,

    Erased,

    /// <summary>The party had nothing.</summary>
    NothingHeld,

    /// <summary>Kept on a ground in law, until a date.</summary>
    Retained,

    /// <summary>
    /// Cannot be undone, such as what a trained model has learned; the note says what is done instead.
    /// </summary>
    Irreversible,

    /// <summary>By the party, or by JoinArena before the party was told.</summary>
    Refused,

    /// <summary>It could not be told; a person must act.</summary>
    Failed,
}

/// <summary>How a party's part ended. The same names as the ends among <see cref="TaskState"/>.</summary>
public enum TaskOutcome
{
    Erased,
    NothingHeld,
    Retained,
    Irreversible,
    Refused,
}

/// <summary>Which state may follow which. The one place that says so.</summary>
public static class TaskStates
{
    private static readonly TaskState[] s_ends =
    [
        TaskState.Erased,
        TaskState.NothingHeld,
        TaskState.Retained,
        TaskState.Irreversible,
        TaskState.Refused,
    ];

    /// <summary>The states that may follow directly; none for an end.</summary>
    public static IReadOnlyList<TaskState> NextStates(TaskState state) =>
        state switch
        {
            TaskState.Pending => [TaskState.Sent, TaskState.Failed, TaskState.Refused],
            TaskState.Failed => [TaskState.Sent, TaskState.Refused],
            TaskState.Sent => [TaskState.Acknowledged, TaskState.Failed, .. s_ends],
            TaskState.Acknowledged => s_ends,
            TaskState.Erased
            or TaskState.NothingHeld
            or TaskState.Retained
            or TaskState.Irreversible
            or TaskState.Refused => [],
        };

    extension(TaskState state)
    {
        /// <summary>Whether the party has given its answer.</summary>
        public bool IsEnd => NextStates(state).Count == 0;

        /// <summary>Whether the party knows of the request.</summary>
        public bool IsNotified => state is not (TaskState.Pending or TaskState.Failed);
    }

    extension(TaskOutcome outcome)
    {
        /// <summary>The state it leads to.</summary>
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
    /// Whether all has been answered and there was nothing anywhere: it has ended, and nothing was erased.
    /// </summary>
    public static bool HadNothing(IReadOnlyCollection<TaskState> tasks) =>
        tasks.Count > 0 && tasks.All(t => t is TaskState.NothingHeld);

    /// <summary>
    /// What the parties' answers make of the request; null while one is missing, and for no parties at all.
    /// </summary>
    public static RequestState? DeriveRequestEnd(IReadOnlyCollection<TaskState> tasks)
    {
        if (tasks.Count == 0 || tasks.Any(t => !t.IsEnd))
            return null;
        if (tasks.All(t => t is TaskState.Erased or TaskState.NothingHeld))
            return RequestState.Completed;
        return tasks.All(t => t is TaskState.Refused) ? RequestState.Refused : RequestState.PartlyCompleted;
    }
}
