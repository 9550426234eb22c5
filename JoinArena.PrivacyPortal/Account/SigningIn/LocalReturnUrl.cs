namespace JoinArena.PrivacyPortal.Account.SigningIn;

/// <summary>Where a sign-in may lead: into this portal and nowhere else.</summary>
internal static class LocalReturnUrl
{
    /// <summary><paramref name="address"/> if it is a path of this portal, else its start page.</summary>
    public static string OrHome(string? address) =>
        // A browser reads "//host" and "/\host" as another host.
        address is ['/', ..] and not ['/', '/' or '\\', ..]
        && !address.Any(char.IsControl)
            ? address
            : "/";
}
