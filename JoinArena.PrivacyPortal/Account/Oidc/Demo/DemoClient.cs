using System.Security.Cryptography;
using System.Text;
using JoinArena.PrivacyPortal.Data;

namespace JoinArena.PrivacyPortal.Account.Oidc.Demo;

/// <summary>The one client of the stand-in, the portal itself: its id, its secret and the addresses that lead back.</summary>
internal sealed class DemoClient(OidcProvider provider, PublicAddress portal)
{
    private OidcSettings Settings => provider.Settings!;

    /// <summary>What somebody reads whose way would lead elsewhere, such as one who opened the portal by another name.</summary>
    public string OtherAddress => $"This would not lead back to the portal. Open it at {portal.Root}";

    public bool Is(string? id) => string.Equals(id, Settings.ClientId, StringComparison.Ordinal);

    public bool IsSecret(string? secret) =>
        CryptographicOperations.FixedTimeEquals(
            Encoding.UTF8.GetBytes(secret ?? ""),
            Encoding.UTF8.GetBytes(Settings.ClientSecret)
        );

    /// <summary>True for the portal's own address with this path, exactly.</summary>
    public bool IsOwn(string? address, string path) =>
        string.Equals(address, portal.GetUri(path).ToString(), StringComparison.Ordinal);
}
