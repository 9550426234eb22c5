namespace JoinArena.PrivacyPortal.Account.Sessions;

/// <summary>The session at the platform in which a session here began.</summary>
/// <param name="Id">The <c>sid</c>; null if the platform names none.</param>
/// <param name="SealedToken">The ID token, sealed.</param>
internal sealed record ProviderSession(string? Id, string SealedToken);
