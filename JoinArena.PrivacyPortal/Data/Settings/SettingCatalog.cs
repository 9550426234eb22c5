using static JoinArena.PrivacyPortal.Data.Settings.PortalSetting;

namespace JoinArena.PrivacyPortal.Data.Settings;

/// <summary>
/// Every setting under <c>Portal</c>. One that is not here stops the start, so that a misspelt name is noticed. The
/// defaults stand where the settings are read, and in docs/operations.md.
/// </summary>
internal static class SettingCatalog
{
    public static IReadOnlyList<PortalSetting> Settings { get; } =
    [
        Text("Portal:DataDirectory", "/var/lib/joinarena"),
        Text("Portal:Database:Provider", "Sqlite"),
        Choice("Portal:Database:Migrate", nameof(MigrationMode.Apply), nameof(MigrationMode.Wait)),
        Text("Portal:PublicUrl", "https://privacy.example.com"),
        Text("Portal:Proxy:KnownProxies", "10.0.0.5"),
        Text("Portal:Proxy:KnownProxies:*", "10.0.0.5"),
        Text("Portal:Proxy:KnownNetworks", "10.0.0.0/24"),
        Text("Portal:Proxy:KnownNetworks:*", "10.0.0.0/24"),
        Text("Portal:Keys:KeyFile", "/etc/joinarena/data-protection.key"),
        Text("Portal:Keys:CertificateFile", "/etc/joinarena/data-protection.pfx"),
        Text("Portal:Keys:CertificatePassword", "…"),
        Text("Portal:PoliciesDirectory", "/srv/policies"),
        Text("Portal:SecretsDirectory", "/run/secrets"),
        Text("Portal:Ledger:Origin", "privacy.example.com/ledger"),
        Text("Portal:Ledger:KeyFile", "/etc/joinarena/ledger/signing.key"),
        Text("Portal:Ledger:Copies:*", "https://log.example.com"),
        Text("Portal:Ledger:Witnesses:*:Url", "https://witness.example.org"),
        Text("Portal:Ledger:Witnesses:*:Key", "witness.example.org+530d903a+BAeky…"),
        Text("Portal:Ledger:WitnessedLogs:*", "other.example.org/ledger+530d903a+Aeky…"),
        Text("Portal:Mail:From", "privacy@joinarena.example"),
        Text("Portal:Mail:Smtp:Host", "smtp.example.com"),
        Text("Portal:Mail:Smtp:Port", "587"),
        Text("Portal:Mail:Smtp:User", "portal"),
        Text("Portal:Mail:Smtp:Password", "…"),
        Text("Portal:Acceptance:ReturnOrigins:*", "https://app.joinarena.com"),
        Text("Portal:Oidc:Authority", "https://login.joinarena.example"),
        Text("Portal:Oidc:ClientId", "privacy-portal"),
        Text("Portal:Oidc:ClientSecret", "…"),
        Text("Portal:Oidc:Scopes", "openid email"),
        Switch("Portal:Oidc:Only", false),
        Text("Portal:Oidc:RoleClaim", "privacy_role"),
        Text("Portal:Oidc:TwoFactorAcr", "urn:example:two-factor"),
        Text("Portal:Oidc:StepUpAcr", "urn:example:confirmed"),
        Switch("Portal:Acceptance:Notices", true),
        Switch("Portal:Acceptance:Reminders", true),
        Switch("Portal:Disclosures:Digests", true),
        Text("Portal:Deletion:ActsIn", "IE"),
        Text("Portal:Deletion:CoolingOff", "24:00:00"),
        Switch("Portal:Deletion:FourEyes", true),
        Switch("Portal:Connectors:AllowPrivateNetworks", false),
        Text("Portal:Connectors:Proxy", "http://egress.example:4750"),
        Text("Portal:Connectors:Secrets:*", "…"),
        Number("Portal:Limits:RequestsPerKeyAndSecond", 50_000, from: 1, to: 10_000_000),
        Number("Portal:Limits:EventsPerKeyAndDay", 1_000_000, from: 1, to: int.MaxValue),
        Number("Portal:Limits:CredentialsPerMinute", 30, from: 1, to: 1_000_000),
        Text("Portal:Contact:Organisation", "JoinArena Ltd"),
        Text("Portal:Contact:Email", "privacy@joinarena.example"),
        Text("Portal:Contact:Address", "1 Example Street, Exampletown"),
        Text("Portal:Contact:Phone", "+1 202 555 0100"),
        Choice("Portal:Log:Format", "Text", "Json"),
        Number("Portal:Shutdown:DrainSeconds", 15, from: 0, to: 3600),
        Number("Portal:Shutdown:TimeoutSeconds", 30, from: 1, to: 3600),
        Text("Portal:Metrics:Url", "http://localhost:9464"),
        Switch("Portal:Demo:Enabled", false),
    ];
}
