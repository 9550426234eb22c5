namespace JoinArena.PrivacyPortal.Jurisdictions;

/// <summary>How asking for proof of identity changes the response period.</summary>
public enum IdentityEffect
{
    /// <summary>The period continues.</summary>
    None,

    /// <summary>The days between asking for proof and receiving it don't count.</summary>
    Pauses,

    /// <summary>The period starts on the day the proof arrives.</summary>
    Restarts,
}

/// <summary>What a law says about checking the worker's identity.</summary>
/// <param name="Effect">The effect on the response period.</param>
/// <param name="Citation">The provision that says so, or the one that would have to say so and doesn't.</param>
/// <param name="Note">A remark for the reader, or null.</param>
public sealed record IdentityCheck(IdentityEffect Effect, string Citation, string? Note);
