namespace JoinArena.PrivacyPortal.Jurisdictions;

/// <summary>What the worker must be told about an extension under one law.</summary>
/// <param name="LawName">The law's full name.</param>
/// <param name="Notice">How and by when; put after "inform the worker".</param>
/// <param name="Citation">The provision of the law that says so.</param>
public sealed record ExtensionDuty(string LawName, string Notice, string Citation);
