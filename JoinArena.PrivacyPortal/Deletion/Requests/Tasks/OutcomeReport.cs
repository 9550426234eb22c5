namespace JoinArena.PrivacyPortal.Deletion.Requests.Tasks;

/// <summary>What a party answered.</summary>
/// <param name="Outcome">How its part ended.</param>
/// <param name="Ground">The code of the legal ground: always for data that is kept, if there is one for a refusal.</param>
/// <param name="Until">The last day on which data is kept; null unless it is kept.</param>
/// <param name="Note">An explanation that the worker reads.</param>
public sealed record OutcomeReport(
    TaskOutcome Outcome,
    string? Ground = null,
    DateOnly? Until = null,
    string? Note = null
)
{
    public const int MaxNoteLength = 1000;
}
