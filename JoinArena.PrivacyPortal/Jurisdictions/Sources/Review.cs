namespace JoinArena.PrivacyPortal.Jurisdictions.Sources;

/// <summary>Counsel's signature under a rule.</summary>
/// <param name="By">Who has read it against its source.</param>
/// <param name="On">The day on which they signed.</param>
public sealed record Review(string By, DateOnly On);
