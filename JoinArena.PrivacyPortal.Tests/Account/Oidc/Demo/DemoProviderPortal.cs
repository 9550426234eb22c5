using JoinArena.PrivacyPortal.Tests.Support;

namespace JoinArena.PrivacyPortal.Tests.Account.Oidc.Demo;

/// <summary>The portal with its demo data, and with the page that stands in for the platform's sign-in.</summary>
public class DemoProviderPortal : Portal
{
    protected override void Configure(IDictionary<string, string> settings)
    {
        settings["Portal:Demo:Enabled"] = "true";
        settings["Portal:Oidc:Authority"] = "demo";
    }
}
