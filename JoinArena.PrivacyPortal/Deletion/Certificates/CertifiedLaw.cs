namespace JoinArena.PrivacyPortal.Deletion.Certificates;

/// <summary>The law that set the deadline.</summary>
public sealed record CertifiedLaw(string Code, string Name);
