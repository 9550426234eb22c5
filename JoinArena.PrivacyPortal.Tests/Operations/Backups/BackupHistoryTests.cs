using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Operations.Backups;
using JoinArena.PrivacyPortal.Tests.Support.Databases;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;

namespace JoinArena.PrivacyPortal.Tests.Operations.Backups;

/// <summary>An operator is warned when backups stop.</summary>
public abstract class BackupHistoryTests(TestDatabase database)
{
    private readonly FakeTimeProvider _clock = new(new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task An_operator_sees_how_long_ago_the_last_backup_was_made()
    {
        var history = Create(database.Contexts, database.Settings);
        (await ReadAgesAsync()).ShouldBeEmpty("no backup was made yet");

        (await history.TryRecordAsync(CancellationToken.None)).ShouldBeTrue();
        _clock.Advance(TimeSpan.FromHours(2));
        (await history.TryRecordAsync(CancellationToken.None)).ShouldBeTrue();
        _clock.Advance(TimeSpan.FromMinutes(30));

        (await ReadAgesAsync()).ShouldBe([1800]);
    }

    [Fact]
    public async Task A_backup_from_before_an_upgrade_is_not_recorded_and_changes_nothing()
    {
        var directory = Directory.CreateTempSubdirectory("jpp-history-");
        await using var old = await EmptyDatabase.CreateBesideAsync(
            database,
            Path.Combine(directory.FullName, "old.db")
        );

        (await Create(old.Contexts, old.Settings).TryRecordAsync(CancellationToken.None)).ShouldBeFalse();

        await using var db = old.Contexts.CreateDbContext();
        (await db.Database.GetAppliedMigrationsAsync()).ShouldBeEmpty();
        directory.Delete(recursive: true);
    }

    private BackupHistory Create(IDbContextFactory<PortalDbContext> contexts, DatabaseSettings settings) =>
        new(contexts, new Migrator(contexts, settings), _clock);

    private async Task<IEnumerable<double>> ReadAgesAsync()
    {
        await using var db = database.Contexts.CreateDbContext();
        var ages = await BackupHistory.Age.ReadAsync(db, _clock.GetUtcNow(), CancellationToken.None);
        return ages.Select(age => age.Value);
    }

    public sealed class OnSqlite(SqliteDatabase database) : BackupHistoryTests(database), IClassFixture<SqliteDatabase>;

    public sealed class OnPostgres(PostgresDatabase database)
        : BackupHistoryTests(database),
            IClassFixture<PostgresDatabase>;
}
