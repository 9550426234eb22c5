namespace JoinArena.PrivacyPortal.Ledger.Witnesses;

/// <summary>Why a witness has not cosigned.</summary>
public enum CosigningError
{
    /// <summary>It cannot be reached, or does not answer in time.</summary>
    Unreachable,

    /// <summary>It does not know this log (404).</summary>
    UnknownLog,

    /// <summary>It does not trust the key that the checkpoint is signed with (403).</summary>
    UntrustedKey,

    /// <summary>It has seen a larger log than there is: this one was rolled back, or a second one exists.</summary>
    SawMore,

    /// <summary>What it has seen is not the beginning of this log (422).</summary>
    Inconsistent,

    /// <summary>It answered something that a witness does not answer, or a cosignature that is none.</summary>
    Unintelligible,
}
