namespace JoinArena.PrivacyPortal.Disclosures;

/// <summary>An event as its source names it.</summary>
public readonly record struct EventRef(string Source, string EventId);
