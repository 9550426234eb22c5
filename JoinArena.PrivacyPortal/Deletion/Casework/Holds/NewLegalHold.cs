namespace JoinArena.PrivacyPortal.Deletion.Casework.Holds;

/// <summary>What an officer enters to place a legal hold.</summary>
/// <param name="PartyId">The party that must keep its copy; null for every party.</param>
/// <param name="Citation">The law and the case, for the team.</param>
/// <param name="Reason">The reason, for the worker.</param>
public sealed record NewLegalHold(string? PartyId, string? Citation, string? Reason);
