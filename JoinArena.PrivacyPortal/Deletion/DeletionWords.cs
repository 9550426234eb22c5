using JoinArena.PrivacyPortal.Shell;
using Microsoft.Extensions.Localization;

namespace JoinArena.PrivacyPortal.Deletion;

/// <summary>How states and scopes are said to people. The words alone are enough; the tone only colours them.</summary>
public static class DeletionWords
{
    extension(IStringLocalizer<Words> words)
    {
        public string Say(RequestState state) => state switch
        {
            RequestState.Submitted => words["Not confirmed yet"],
            RequestState.Confirmed => words["Confirmed"],
            RequestState.InProgress => words["In progress"],
            RequestState.Completed => words["Completed"],
            RequestState.PartlyCompleted => words["Partly completed"],
            RequestState.Refused => words["Refused"],
            RequestState.Withdrawn => words["Withdrawn"],
            RequestState.Expired => words["Expired"],
        };

        public string Say(TaskState state) => state switch
        {
            TaskState.Pending => words["Not told yet"],
            TaskState.Sent => words["Told, no answer yet"],
            TaskState.Acknowledged => words["Received it"],
            TaskState.Erased => words["Erased"],
            TaskState.NothingHeld => words["Had nothing"],
            TaskState.Retained => words["Kept for now"],
            TaskState.Irreversible => words["Cannot be undone"],
            TaskState.Refused => words["Refused"],
            TaskState.Failed => words["Could not be reached"],
        };

        /// <summary>As an officer picks it.</summary>
        public string Say(TaskOutcome outcome) => words.Say(outcome.State);
    }

    /// <summary>Good is erased, waiting is awaited, bad needs a person, neutral is an end that is none of these.</summary>
    public static Tone Tone(this TaskState state) => state switch
    {
        TaskState.Erased or TaskState.NothingHeld => Shell.Tone.Good,
        TaskState.Pending or TaskState.Sent or TaskState.Acknowledged => Shell.Tone.Wait,
        TaskState.Retained or TaskState.Irreversible => Shell.Tone.Neutral,
        TaskState.Refused or TaskState.Failed => Shell.Tone.Bad,
    };

    /// <inheritdoc cref="Tone(TaskState)"/>
    public static Tone Tone(this RequestState state) => state switch
    {
        RequestState.Completed => Shell.Tone.Good,
        RequestState.Submitted or RequestState.Confirmed or RequestState.InProgress => Shell.Tone.Wait,
        RequestState.PartlyCompleted or RequestState.Withdrawn or RequestState.Expired => Shell.Tone.Neutral,
        RequestState.Refused => Shell.Tone.Bad,
    };
}
