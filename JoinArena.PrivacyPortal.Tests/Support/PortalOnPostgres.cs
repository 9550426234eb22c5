using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Account;
using JoinArena.PrivacyPortal.Account.Attempts;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Parties;
using JoinArena.PrivacyPortal.Tests.Support.Browsing;
using JoinArena.PrivacyPortal.Tests.Support.Databases;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

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
