namespace JoinArena.PrivacyPortal.Tests.Support;

/// <summary>The portal with its demo data.</summary>
public sealed class DemoPortal : Portal
{
    protected override void Configure(IDictionary<string, string> settings) => settings["Portal:Demo:Enabled"] = "true";
}
