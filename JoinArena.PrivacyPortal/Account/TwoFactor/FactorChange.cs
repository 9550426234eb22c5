namespace JoinArena.PrivacyPortal.Account.TwoFactor;

/// <summary>Something that changes how an account signs in.</summary>
public enum FactorChange
{
    AddPasskey,
    RenamePasskey,
    RemovePasskey,

    /// <summary>To set up the codes of an authenticator app, from showing the key to the first code.</summary>
    TurnOnCodes,
    TurnOffCodes,
    ReplaceRecoveryCodes,

    /// <summary>To change the password. The form asks for the current one.</summary>
    ChangePassword,

    /// <summary>To remove the account. The form has just asked for the password or a code by email.</summary>
    CloseAccount,
}

/// <summary>Whether a person may change how an account signs in, or what is missing.</summary>
public enum FactorChangeDecision
{
    Allowed,

    /// <summary>The person must first confirm that it is them, in any way.</summary>
    ConfirmIdentity,

    /// <summary>The person must first use a second factor that the account has.</summary>
    ConfirmFactor,

    /// <summary>
    /// A staff member without a second factor can set one up only with an invitation, and theirs was not used or is too
    /// old.
    /// </summary>
    NewInvitation,

    /// <summary>A staff member must set up a second factor before anything else.</summary>
    SetUpFirst,

    /// <summary>A staff member must keep at least one second factor.</summary>
    LastFactor,
}
