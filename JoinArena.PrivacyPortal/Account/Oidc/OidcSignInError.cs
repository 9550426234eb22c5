namespace JoinArena.PrivacyPortal.Account.Oidc;

/// <summary>Why a person who has signed in with the platform gets no session.</summary>
internal enum OidcSignInError
{
    /// <summary>The <c>sub</c> is neither that of an announced worker nor that of staff.</summary>
    NotAnnounced,

    /// <summary>The person is staff, and the provider gives no verified address to write to.</summary>
    NoAddress,

    /// <summary>The address belongs to an account of somebody else, such as a member of the privacy team.</summary>
    AddressTaken,
}
