namespace JoinArena.PrivacyPortal.Jurisdictions;

/// <summary>What a refusal must contain under one law.</summary>
/// <param name="Instruction">What the officer has to write.</param>
/// <param name="Remedy">
/// What the worker can do besides complaining to the authority; sentences in English, the key for translation.
/// </param>
/// <param name="Citation">The provision of the law that says so.</param>
public sealed record RefusalDuty(string Instruction, string Remedy, string Citation)
{
    /// <summary>The same where something is kept, if the law then gives more; null if it says the same.</summary>
    public string? RemedyWhereKept { get; init; }

    /// <summary>
    /// The same, as it is said on the page of the request, where that makes a difference; null where it does not.
    /// </summary>
    public string? RemedyOnPage { get; init; }

    /// <summary>What the worker can do, as it is told where something is kept or where nothing is.</summary>
    public string GetRemedy(bool isKept) => isKept && RemedyWhereKept is { } whereKept ? whereKept : Remedy;
}
