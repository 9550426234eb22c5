using JoinArena.PrivacyPortal.Operations.Backups;
using JoinArena.PrivacyPortal.Tests.Support.Databases;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace JoinArena.PrivacyPortal.Tests.Operations.Backups;

/// <summary>A restore that fails leaves a PostgreSQL database as it was.</summary>
public sealed class PostgresCopyTests(PostgresDatabase database) : IClassFixture<PostgresDatabase>, IAsyncLifetime
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("jpp-postgres-copy-");

    private string Dump => Path.Combine(_directory.FullName, "dump");

    public async Task InitializeAsync()
    {
        await ExecuteAsync(
            "DROP SCHEMA IF EXISTS elsewhere CASCADE; DROP TABLE IF EXISTS kept; CREATE SCHEMA elsewhere"
        );
        await ExecuteAsync("CREATE TABLE elsewhere.there (id int); CREATE VIEW public.here AS TABLE elsewhere.there");
        await new PostgresCopy(database.Settings.ConnectionString).WriteAsync(Dump, CancellationToken.None);
        await ExecuteAsync("DROP SCHEMA elsewhere CASCADE; CREATE TABLE kept AS SELECT 1 AS id");
    }

    public Task DisposeAsync()
    {
        _directory.Delete(recursive: true);
        return Task.CompletedTask;
    }

    [Fact]
    public async Task A_restore_puts_the_copy_in_place_of_what_is_there()
    {
        await ExecuteAsync("CREATE SCHEMA elsewhere; CREATE TABLE elsewhere.there (id int)");

        await RestoreAsync(PostgresTools.FindFolders());

        (await CountKeptAsync()).ShouldBe(0);
        await using var db = database.Contexts.CreateDbContext();
        (await db.Database.GetPendingMigrationsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Without_the_tools_nothing_is_changed()
    {
        (await Should.ThrowAsync<BackupException>(() => RestoreAsync([]))).Message.ShouldStartWith("pg_restore is not");
        await ShouldBeAsItWasAsync();
    }

    [Fact]
    public async Task With_one_of_the_two_tools_nothing_is_changed()
    {
        var tool = PostgresTools.FindFolders().Select(folder => Path.Combine(folder, "pg_restore")).First(File.Exists);
        var folder = _directory.CreateSubdirectory("tools").FullName;
        File.CreateSymbolicLink(Path.Combine(folder, "pg_restore"), tool);

        (await Should.ThrowAsync<BackupException>(() => RestoreAsync([folder]))).Message.ShouldStartWith("psql is not");
        await ShouldBeAsItWasAsync();
    }

    [Fact]
    public async Task With_a_dump_that_was_cut_off_nothing_is_changed()
    {
        await using (var dump = File.OpenWrite(Dump))
            dump.SetLength(dump.Length - 100);

        await Should.ThrowAsync<BackupException>(() => RestoreAsync(PostgresTools.FindFolders()));
        await ShouldBeAsItWasAsync();
    }

    [Fact]
    public async Task A_restore_that_fails_at_its_end_changes_nothing()
    {
        // The view of the copy is of a table that is gone.
        var fault = await Should.ThrowAsync<BackupException>(() => RestoreAsync(PostgresTools.FindFolders()));

        fault.Message.ShouldContain("elsewhere");
        await ShouldBeAsItWasAsync();
    }

    private Task<string?> RestoreAsync(IReadOnlyList<string> folders)
    {
        var connection = database.Settings.ConnectionString;
        database.CloseConnections();
        return new PostgresCopy(connection, new PostgresTools(connection, folders)).RestoreAsync(
            Dump,
            ".before",
            CancellationToken.None
        );
    }

    private async Task ShouldBeAsItWasAsync()
    {
        (await CountKeptAsync()).ShouldBe(1);
        await using var db = database.Contexts.CreateDbContext();
        (await db.Database.GetPendingMigrationsAsync()).ShouldBeEmpty();
    }

    /// <summary>How many tables of this name there are that no copy has.</summary>
    private async Task<long> CountKeptAsync()
    {
        await using var connection = new NpgsqlConnection(database.Settings.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(
            "SELECT count(*) FROM pg_tables WHERE schemaname = 'public' AND tablename = 'kept'",
            connection
        );
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(database.Settings.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
