using JoinArena.PrivacyPortal.Ledger.Notes;

namespace JoinArena.PrivacyPortal.Ledger.Witnesses;

/// <summary>A witness that is asked to cosign.</summary>
/// <param name="Url">Its submission prefix, with a slash at the end.</param>
/// <param name="Key">The public key that verifies its cosignatures.</param>
public sealed record KnownWitness(Uri Url, VerifierKey Key)
{
    /// <summary>
    /// Where it shows the latest checkpoint of a log that it has cosigned, if its monitoring prefix is its submission
    /// prefix (C2SP tlog-witness).
    /// </summary>
    public Uri GetCheckpointAddress(string origin) => new(Url, $"{WitnessedLog.HashName(origin)}/checkpoint");
}
