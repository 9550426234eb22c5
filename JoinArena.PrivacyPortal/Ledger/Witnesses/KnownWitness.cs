using JoinArena.PrivacyPortal.Ledger.Notes;

namespace JoinArena.PrivacyPortal.Ledger.Witnesses;

/// <summary>A witness that is asked to cosign.</summary>
/// <param name="Url">Its submission prefix, with a slash at the end.</param>
/// <param name="Key">The public key that verifies its cosignatures.</param>
public sealed record KnownWitness(Uri Url, VerifierKey Key);
