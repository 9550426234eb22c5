using JoinArena.PrivacyPortal.Ledger.Notes;

namespace JoinArena.PrivacyPortal.Ledger.Witnesses;

/// <summary>How one witness stands.</summary>
/// <param name="Key">Its verifier key.</param>
/// <param name="CosignedSize">Entries of the log it has cosigned last; null before the first.</param>
/// <param name="CosignedAt">When.</param>
/// <param name="Error">Why it has not cosigned the latest; null if it has, or was not asked yet.</param>
public sealed record WitnessStatus(
    VerifierKey Key,
    long? CosignedSize,
    DateTimeOffset? CosignedAt,
    CosigningError? Error
);
