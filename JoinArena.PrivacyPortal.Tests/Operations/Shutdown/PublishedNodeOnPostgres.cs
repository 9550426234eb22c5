using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.Settings;
using JoinArena.PrivacyPortal.Tests.Support;

namespace JoinArena.PrivacyPortal.Tests.Operations.Shutdown;

/// <summary>One of several published nodes on the same PostgreSQL, at the same address after each start.</summary>
/// <param name="connection">The database of all of them.</param>
/// <param name="keys">The folder with the key files of all of them.</param>
internal sealed class PublishedNodeOnPostgres(string connection, string keys) : PublishedPortal
{
    protected override DatabaseSettings Database => new(DatabaseProvider.Postgres, connection);

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        Settings["ASPNETCORE_URLS"] = $"http://127.0.0.1:{FreePort.Find()}";
        Settings["Portal__Ledger__KeyFile"] = Path.Combine(keys, "signing.key");
        Settings["Portal__Keys__KeyFile"] = Path.Combine(keys, "data-protection.key");
        Settings["Portal__Shutdown__DrainSeconds"] = "1";
    }
}
