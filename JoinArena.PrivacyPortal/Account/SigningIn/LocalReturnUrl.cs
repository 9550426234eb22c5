using JoinArena.PrivacyPortal.Access;

namespace JoinArena.PrivacyPortal.Account.SigningIn;

/// <summary>Keeps return addresses inside this portal, against open redirects.</summary>
internal static class LocalReturnUrl
{
    /// <summary>Returns <paramref name="address"/> if it is a path of this portal, and the home page if not.</summary>
    public static string OrHome(string? address) => LocalAddress.Parse(address) ?? "/";
}
