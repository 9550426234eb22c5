namespace JoinArena.PrivacyPortal.Shell.Contact;

/// <summary>Whether people create accounts with a password in this portal.</summary>
/// <param name="AreOffered">False if they sign in with the platform and with nothing else.</param>
internal sealed record OwnAccounts(bool AreOffered);
