namespace JoinArena.PrivacyPortal.Disclosures.Digests;

/// <summary><c>Portal:Disclosures:Digests</c>: whether updates are sent at all. The default is yes.</summary>
internal static class DigestConfiguration
{
    public static bool IsEnabled(IConfiguration configuration) =>
        configuration.GetValue("Portal:Disclosures:Digests", true);
}
