using JoinArena.PrivacyPortal.Data;

namespace JoinArena.PrivacyPortal.Tests.Support;

/// <summary>Another node of the same portal: the same database and key files, and nothing else in common.</summary>
public sealed class SecondNodePortal(PortalOnPostgres first) : Portal
{
    protected override Task PrepareAsync() => Task.CompletedTask;

    protected override void Configure(IDictionary<string, string> settings)
    {
        settings["Portal:Database:Provider"] = nameof(DatabaseProvider.Postgres);
        settings["ConnectionStrings:Portal"] = first.Connection;
        settings["Portal:Ledger:KeyFile"] = Path.Combine(first.DataDirectory, "ledger", "signing.key");
        settings["Portal:Keys:KeyFile"] = Path.Combine(first.DataDirectory, "data-protection.key");
    }
}
