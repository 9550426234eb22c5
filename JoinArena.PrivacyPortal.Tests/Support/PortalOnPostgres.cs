using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Tests.Support.Databases;

namespace JoinArena.PrivacyPortal.Tests.Support;

/// <summary>The portal on PostgreSQL.</summary>
public class PortalOnPostgres : Portal
{
    private string _connection = "";

    /// <summary>The database, as another node's settings name it.</summary>
    public string Connection => _connection;

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        await (await PostgresCluster.GetRunningAsync()).DropDatabaseAsync(_connection);
    }

    protected override async Task PrepareAsync() =>
        _connection = await (await PostgresCluster.GetRunningAsync()).CreateDatabaseAsync();

    protected override void Configure(IDictionary<string, string> settings)
    {
        settings["Portal:Database:Provider"] = nameof(DatabaseProvider.Postgres);
        settings["ConnectionStrings:Portal"] = _connection;
    }
}
