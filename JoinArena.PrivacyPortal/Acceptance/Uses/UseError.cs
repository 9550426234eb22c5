namespace JoinArena.PrivacyPortal.Acceptance.Uses;

/// <summary>Why a use cannot be stopped or allowed again now.</summary>
public enum UseError
{
    /// <summary>No version has such a clause, or the clause describes no use.</summary>
    UnknownUse,

    /// <summary>The clause does not name this kind of party.</summary>
    UnknownRecipient,

    /// <summary>The page had other words when the worker opened it.</summary>
    WordingChanged,
}
