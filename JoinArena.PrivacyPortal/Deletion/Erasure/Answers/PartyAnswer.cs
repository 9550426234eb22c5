using System.Globalization;
using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Deletion.Requests.MyRequests.Tracking;
using JoinArena.PrivacyPortal.Deletion.Requests.Tasks;

namespace JoinArena.PrivacyPortal.Deletion.Erasure.Answers;

/// <summary>
/// A party's answer as its page sends it. Each outcome has fields of its own, of which the browser hides those of the
/// other outcomes; they are sent all the same, and only those of the chosen outcome count.
/// </summary>
public sealed class PartyAnswer
{
    /// <summary>A <see cref="TaskOutcome"/> in kebab case.</summary>
    public string? Outcome { get; set; }

    /// <summary>The code of the ground for keeping data.</summary>
    public string? KeepingGround { get; set; }

    /// <summary>The last day on which data is kept, <c>YYYY-MM-DD</c>.</summary>
    public string? Until { get; set; }

    /// <summary>The code of the ground for refusing.</summary>
    public string? RefusingGround { get; set; }

    /// <summary>Words for the person whose data it is.</summary>
    public string? Note { get; set; }

    /// <summary>What the party does with it.</summary>
    public AnswerStep Step { get; set; }

    /// <summary>The ground that goes with the outcome.</summary>
    public string? Ground =>
        KebabCase.TryParse<TaskOutcome>(Outcome, out var outcome)
            ? outcome switch
            {
                TaskOutcome.Retained => KeepingGround,
                TaskOutcome.Refused => RefusingGround,
                TaskOutcome.Erased or TaskOutcome.NothingHeld or TaskOutcome.Irreversible => null,
            }
            : null;

    /// <summary>The answer that is recorded, to be corrected.</summary>
    internal static PartyAnswer FromTask(TrackedTask task) =>
        new()
        {
            Outcome = task.State.ToKebabCase(),
            KeepingGround = task.State is TaskState.Retained ? task.Ground?.Code : null,
            Until = task.Until?.ToString("O", CultureInfo.InvariantCulture),
            RefusingGround = task.State is TaskState.Refused ? task.Ground?.Code : null,
            Note = task.Note,
        };

    internal Result<OutcomeReport, InvalidFields> ToReport() =>
        new OutcomeBody(
            Outcome,
            Ground,
            Outcome == "retained" && Until is { Length: > 0 } ? Until : null,
            Note
        ).ToReport();
}

/// <summary>What a party does with the answer in its form.</summary>
public enum AnswerStep
{
    /// <summary>It wants to see what it would send.</summary>
    Check,

    /// <summary>It wants to go on writing.</summary>
    Change,

    /// <summary>It sends it.</summary>
    Send,
}
