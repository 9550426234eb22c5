namespace JoinArena.PrivacyPortal.Access.SecurityEvents;

/// <summary>What a security event is about. Source: OWASP ASVS 5.0.0 16.3.</summary>
public enum SecurityEventKind
{
    SignIn,
    SignOut,

    /// <summary>A session, or all sessions of an account, were ended from elsewhere.</summary>
    SessionsEnded,

    /// <summary>A signed-in person confirmed, or failed to confirm, that it is them.</summary>
    StepUp,

    /// <summary>A password or code was not even checked, because there were too many wrong ones before.</summary>
    LockOut,

    /// <summary>A link to set a new password was asked for.</summary>
    PasswordResetRequested,

    /// <summary>A password was set with a link from an email or an invitation.</summary>
    PasswordReset,

    /// <summary>A signed-in person changed their password.</summary>
    PasswordChanged,
    FactorAdded,
    FactorRemoved,

    /// <summary>Someone was invited to a staff role. The link sets a password.</summary>
    Invited,
    RoleGiven,
    RoleTaken,
    AccountClosed,
    KeyMade,
    KeyRevoked,

    /// <summary>An API key that is revoked, expired, of the demo that is off, or lacks the scope was sent.</summary>
    KeyMisused,

    /// <summary>A signed-in person asked for a page that is not for their account.</summary>
    PageRefused,

    /// <summary>Input was refused that no page of ours sends (<see cref="RefusedInput"/>).</summary>
    InputRefused,
}

/// <summary>How it ended.</summary>
public enum SecurityEventResult
{
    Succeeded,

    /// <summary>What was given was wrong: a password, a code, a passkey, a link.</summary>
    Failed,

    /// <summary>It was not even tried or not allowed: a locked account, a missing role.</summary>
    Refused,
}

/// <summary>Where it came from.</summary>
public enum SecurityEventOrigin
{
    /// <summary>A request over HTTP.</summary>
    Web,

    /// <summary>The command line, or the program itself.</summary>
    CommandLine,
}
