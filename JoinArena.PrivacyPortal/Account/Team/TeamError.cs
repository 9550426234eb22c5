namespace JoinArena.PrivacyPortal.Account.Team;

/// <summary>Why something about a member of the team was not changed.</summary>
public enum TeamError
{
    /// <summary>No one in the team has this account, email address or role.</summary>
    NotInTeam,

    /// <summary>The portal would be left without an administrator who can sign in.</summary>
    LastAdministrator,

    /// <summary>People change their own factors on their own pages, with the factor they have.</summary>
    OwnAccount,
}
