using JoinArena.PrivacyPortal.Policies;

namespace JoinArena.PrivacyPortal.Disclosures.MyData.Interviews;

/// <summary>The history of one interview, from its recording to every party that received data from it.</summary>
/// <param name="Title">Its title, where JoinArena has given one (<see cref="InterviewSummary.Title"/>).</param>
/// <param name="At">When it took place.</param>
/// <param name="Steps">What happened, the earliest first.</param>
/// <param name="Items">What was made from it, and where each copy went.</param>
/// <param name="AlsoSent">What else was sent with it, and where: only the copies that were sent with it.</param>
public sealed record InterviewHistory(
    string Id,
    string? Title,
    DateTimeOffset? At,
    IReadOnlyList<InterviewHistoryStep> Steps,
    IReadOnlyList<ItemCopies> Items,
    IReadOnlyList<ItemCopies> AlsoSent
)
{
    /// <summary>How many parties outside JoinArena have received data from it, or other data with it.</summary>
    public int Parties =>
        Steps
            .Where(s => s is { Direction: Direction.Disclosed })
            // JoinArena trains its own models: their data sets are within JoinArena.
            .Where(s => s.PartyKind is not (PartyKind.JoinarenaSystem or PartyKind.ModelTraining))
            .Select(s => s.PartyId)
            .OfType<string>()
            .Distinct(StringComparer.Ordinal)
            .Count();

    /// <summary>Whether data from it, or other data with it, went to a data set that JoinArena trains its models with.</summary>
    public bool IsTrainingData =>
        Steps.Any(s => s is { Direction: Direction.Disclosed, PartyKind: PartyKind.ModelTraining });

    /// <summary>How many disclosures concern it.</summary>
    public int Times => Steps.Sum(s => s.PartyId is null ? 0 : s.Times);
}
