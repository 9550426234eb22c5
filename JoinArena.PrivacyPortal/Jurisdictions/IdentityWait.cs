namespace JoinArena.PrivacyPortal.Jurisdictions;

/// <summary>The time between asking a worker for proof of identity and receiving it.</summary>
public sealed record IdentityWait(DateTimeOffset AskedAt, DateTimeOffset ProvenAt);
