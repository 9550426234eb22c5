using JoinArena.PrivacyPortal.Ledger.Notes;

namespace JoinArena.PrivacyPortal.Ledger.Witnesses;

/// <summary>What one witness has cosigned.</summary>
/// <param name="Key">Its verifier key.</param>
/// <param name="CosignedSize">The size of the checkpoint it cosigned last; null before the first.</param>
/// <param name="CosignedAt">When it cosigned that checkpoint.</param>
/// <param name="Error">Why it has not cosigned the latest checkpoint; null if it has, or has not been asked.</param>
public sealed record WitnessStatus(
    VerifierKey Key,
    long? CosignedSize,
    DateTimeOffset? CosignedAt,
    CosigningError? Error
);
