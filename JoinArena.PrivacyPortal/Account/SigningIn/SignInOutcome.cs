using JoinArena.PrivacyPortal.Account.TwoFactor;

namespace JoinArena.PrivacyPortal.Account.SigningIn;

/// <summary>The result of a sign-in.</summary>
internal enum SignInOutcome
{
    Succeeded,
    Failed,
    EmailNotConfirmed,

    /// <summary>The password is correct. The second step follows.</summary>
    TwoFactorRequired,

    /// <summary>There was no first step, or too long ago.</summary>
    FirstStepMissing,
}

/// <summary>The result of changing a password.</summary>
internal enum PasswordChangeResult
{
    Changed,
    WrongPassword,
    LockedOut,

    /// <summary>See <see cref="FactorChangePolicy"/>.</summary>
    NotAllowed,
}
