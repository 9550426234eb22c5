namespace JoinArena.PrivacyPortal.Account;

/// <summary>Why an account was not closed.</summary>
internal enum AccountRemovalError
{
    /// <summary>A member of the team has not used a second factor in this session.</summary>
    SecondFactorNeeded,

    /// <summary>The portal would be left without an administrator who can sign in.</summary>
    LastAdministrator,
}
