namespace JoinArena.PrivacyPortal.Account.Passkeys;

/// <summary>Why a passkey could not be added or changed.</summary>
public enum PasskeyError
{
    /// <summary>The credential does not match our request, or the request has expired.</summary>
    InvalidCredential,
    TooMany,
    NameMissing,
    NameTooLong,
    NotFound,

    /// <summary>See <see cref="TwoFactor.FactorChangePolicy"/>.</summary>
    NotAllowed,
}
