using JoinArena.PrivacyPortal.Account.Oidc.Demo;
using JoinArena.PrivacyPortal.Data;

namespace JoinArena.PrivacyPortal.Account.Oidc;

/// <summary>The provider's name for itself, which each of its tokens has.</summary>
internal sealed class OidcIssuer(OidcProvider provider, PublicAddress portal)
{
    /// <summary>The address below which its metadata is. The demo's is known only after the portal has started to listen.</summary>
    public Uri Address => provider.Settings!.Authority ?? portal.GetUri(DemoProvider.Path);

    /// <summary>
    /// True for the provider that the operator has named, whatever its metadata says. A slash at the end does not matter.
    /// </summary>
    public bool Is(string? issuer) =>
        string.Equals(issuer?.TrimEnd('/'), Address.ToString().TrimEnd('/'), StringComparison.Ordinal);
}
