namespace JoinArena.PrivacyPortal.Ledger.Witnesses;

/// <summary>Why a witness has not cosigned a checkpoint.</summary>
public enum CosigningError
{
    /// <summary>It cannot be reached, or does not answer in time.</summary>
    Unreachable,

    /// <summary>It does not know this log (404).</summary>
    UnknownLog,

    /// <summary>It does not trust the key that the checkpoint is signed with (403).</summary>
    UntrustedKey,

    /// <summary>It has seen a larger log than this one: this log was rolled back, or a second one exists.</summary>
    SawMore,

    /// <summary>The log it has seen is not the beginning of this log (422).</summary>
    Inconsistent,

    /// <summary>Its answer does not follow the protocol, or its cosignature is not valid.</summary>
    Unintelligible,
}
