namespace JoinArena.PrivacyPortal.Jurisdictions;

/// <summary>What a refusal must contain under one law.</summary>
/// <param name="Instruction">What the officer has to write.</param>
/// <param name="Remedy">
/// What the worker can do besides complaining to the authority; sentences in English, the key for translation.
/// </param>
/// <param name="Citation">The provision of the law that says so.</param>
/// <param name="RemedyOnPage">
/// The same, as it is said on the page of the request, where that makes a difference; null where it does not.
/// </param>
public sealed record RefusalDuty(string Instruction, string Remedy, string Citation, string? RemedyOnPage = null);
