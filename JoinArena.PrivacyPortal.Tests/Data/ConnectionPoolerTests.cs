using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Tests.Support.Databases;

namespace JoinArena.PrivacyPortal.Tests.Data;

/// <summary>A connection pooler between the portal and PostgreSQL. These start a real one.</summary>
public sealed class ConnectionPoolerTests(PostgresDatabase database) : IClassFixture<PostgresDatabase>
{
    [Fact]
    public async Task Behind_a_pooler_of_transactions_the_portal_does_not_start()
    {
        await using var pooler = await PgBouncer.StartAsync(database.Settings.ConnectionString, "transaction");

        var refused = await Should.ThrowAsync<ConfigurationException>(() => StartAsync(pooler));

        refused.Message.ShouldStartWith("ConnectionStrings__Portal: ");
        refused.Message.ShouldContain("a connection pooler that pools transactions");
    }

    [Fact]
    public async Task The_portal_starts_behind_a_pooler_of_sessions()
    {
        await using var pooler = await PgBouncer.StartAsync(database.Settings.ConnectionString, "session");

        await StartAsync(pooler);
    }

    private static Task StartAsync(PgBouncer pooler) =>
        TestDatabase.MigrateAsync(new(DatabaseProvider.Postgres, pooler.ConnectionString));
}
