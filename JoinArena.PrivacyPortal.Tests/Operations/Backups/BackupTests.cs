using System.IO.Compression;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.KeyProtection;
using JoinArena.PrivacyPortal.Ledger;
using JoinArena.PrivacyPortal.Ledger.Audit;
using JoinArena.PrivacyPortal.Ledger.Log.Publishing;
using JoinArena.PrivacyPortal.Ledger.Log.Reading;
using JoinArena.PrivacyPortal.Ledger.Notes;
using JoinArena.PrivacyPortal.Operations.Backups;
using JoinArena.PrivacyPortal.Tests.Ledger.Log;
using JoinArena.PrivacyPortal.Tests.Support.Databases;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Tests.Operations.Backups;

/// <summary>A backup file contains the whole portal, and restores it.</summary>
public abstract class BackupTests(TestDatabase database) : IAsyncLifetime
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("jpp-backup-");

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync()
    {
        _directory.Delete(recursive: true);
        return Task.CompletedTask;
    }

    [Fact]
    public async Task A_backup_made_during_writes_is_complete_and_restores_database_and_key()
    {
        using var bench = await new LogFixture(database).ClearAsync();
        await bench.AppendAsync(300);
        var process = bench.StartProcess();
        await process.RunAsync();
        using var done = new CancellationTokenSource();
        var writing = Task.Run(async () =>
        {
            while (!done.IsCancellationRequested)
            {
                await bench.AppendAsync(20);
                await process.RunAsync();
            }
        });
        var report = await BackupOf(database.Settings, bench.Options).WriteAsync(At("copy"), CancellationToken.None);
        await done.CancelAsync();
        await writing;
        report.LedgerEntries.ShouldBeGreaterThanOrEqualTo(300);
        report.Bytes.ShouldBe(new FileInfo(At("copy")).Length);
        report.Parts.ShouldBe(["backup.json", "database", "signing.key", "last-checkpoint"]);
        report.Folder.ShouldBe(At("data"));

        await using var fresh = await EmptyDatabase.CreateBesideAsync(database, At("fresh.db"));
        var options = OptionsAt("fresh");
        await BackupOf(fresh.Settings, options).RestoreAsync(At("copy"), force: false, CancellationToken.None);

        (await File.ReadAllTextAsync(options.KeyFile)).ShouldBe(await File.ReadAllTextAsync(bench.Options.KeyFile));
        if (!OperatingSystem.IsWindows())
        {
            File.GetUnixFileMode(options.KeyFile).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
            File.GetUnixFileMode(At("copy")).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        var audit = await new LogAudit(new LedgerLog(fresh.Contexts, bench.Key), bench.Key.Verifier).RunAsync(
            null,
            CancellationToken.None
        );
        audit.IsSuccess.ShouldBeTrue();
        audit.Value!.Size.ShouldBeGreaterThanOrEqualTo(300);
        await using var db = fresh.Contexts.CreateDbContext();
        (await db.Database.GetPendingMigrationsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_backup_restores_every_key_of_the_log_and_the_witness_key()
    {
        using var bench = await new LogFixture(database).ClearAsync();
        KeyHistory.Rotate(bench.Options).ShouldNotBeNull();
        var folder = Path.GetDirectoryName(bench.Options.KeyFile)!;
        KeyFile.CreateIfMissing(
            Path.Combine(folder, "witness.key"),
            () => NoteKey.Create("portal.example/ledger/witness")
        );
        await BackupOf(database.Settings, bench.Options).WriteAsync(At("keys"), CancellationToken.None);

        await using var fresh = await EmptyDatabase.CreateBesideAsync(database, At("fresh.db"));
        var options = OptionsAt("elsewhere");
        await BackupOf(fresh.Settings, options).RestoreAsync(At("keys"), force: false, CancellationToken.None);

        using var key = PortalKey.Open(options);
        using var before = PortalKey.Open(bench.Options);
        key.Verifiers.ShouldBe(before.Verifiers);
        key.Verifiers.Count.ShouldBe(2);
        foreach (var name in new[] { "retired.keys", "witness.key" })
        {
            var file = Path.Combine(Path.GetDirectoryName(options.KeyFile)!, name);
            (await File.ReadAllTextAsync(file)).ShouldBe(await File.ReadAllTextAsync(Path.Combine(folder, name)));
            KeyFile.IsOpenToOthers(file).ShouldBeFalse();
        }
    }

    [Fact]
    public async Task A_backup_restores_the_file_that_opens_the_databases_data_protection_keys_and_keeps_another_aside()
    {
        using var bench = await new LogFixture(database).ClearAsync();
        var here = MasterKeyOf(bench.Options).KeyFile;
        SecretFile.Replace(here, "the right one\n");
        await BackupOf(database.Settings, bench.Options).WriteAsync(At("sealed"), CancellationToken.None);

        await using var fresh = await EmptyDatabase.CreateBesideAsync(database, At("fresh.db"));
        var options = OptionsAt("has-another");
        var there = MasterKeyOf(options).KeyFile;
        SecretFile.Replace(there, "another\n");
        var aside = await BackupOf(fresh.Settings, options)
            .RestoreAsync(At("sealed"), force: false, CancellationToken.None);

        (await File.ReadAllTextAsync(there)).ShouldBe("the right one\n");
        SecretFile.IsOpenToOthers(there).ShouldBeFalse();
        (await File.ReadAllTextAsync(aside.ShouldHaveSingleItem())).ShouldBe("another\n");
    }

    [Fact]
    public async Task Existing_data_is_replaced_only_by_force_and_a_newer_signed_checkpoint_never()
    {
        using var bench = await new LogFixture(database).ClearAsync();
        await bench.AppendAsync(5);
        await bench.StartProcess().RunAsync();
        var backup = BackupOf(database.Settings, bench.Options);
        await backup.WriteAsync(At("old"), CancellationToken.None);
        bench.Clock.Advance(TimeSpan.FromMinutes(1));
        await bench.AppendAsync(5);
        await bench.StartProcess().RunAsync();
        var signed = bench.LastCheckpoint.Read();
        database.CloseConnections();

        (
            await Should.ThrowAsync<BackupException>(() =>
                backup.RestoreAsync(At("old"), force: false, CancellationToken.None)
            )
        ).Message.ShouldContain("--force");
        await backup.RestoreAsync(At("old"), force: true, CancellationToken.None);

        bench.LastCheckpoint.Read().ShouldBe(signed);
        bench.Clock.Advance(TimeSpan.FromMinutes(1));
        var process = bench.StartProcess();
        await process.RunAsync();
        process.Health.HaltReason.ShouldBe(HaltReason.RolledBack);
    }

    [Fact]
    public async Task A_log_without_its_signing_key_is_not_backed_up()
    {
        using var bench = await new LogFixture(database).ClearAsync();
        await bench.AppendAsync(3);
        await bench.StartProcess().RunAsync();

        (
            await Should.ThrowAsync<BackupException>(() =>
                BackupOf(database.Settings, OptionsAt("another-folder"))
                    .WriteAsync(At("keyless"), CancellationToken.None)
            )
        ).Message.ShouldContain(OptionsAt("another-folder").KeyFile);
        File.Exists(At("keyless")).ShouldBeFalse();
    }

    [Fact]
    public async Task A_database_in_use_is_left_alone()
    {
        using var bench = await new LogFixture(database).ClearAsync();
        var backup = BackupOf(database.Settings, bench.Options);
        await backup.WriteAsync(At("copy"), CancellationToken.None);
        await using var db = database.Contexts.CreateDbContext();
        await db.Database.OpenConnectionAsync();
        (await db.LedgerEntries.CountAsync()).ShouldBe(0);

        (
            await Should.ThrowAsync<BackupException>(() =>
                backup.RestoreAsync(At("copy"), force: true, CancellationToken.None)
            )
        ).Message.ShouldContain("stop the portal");
    }

    [Fact]
    public async Task A_file_that_is_no_backup_of_this_portal_is_refused_and_nothing_is_changed()
    {
        using var bench = await new LogFixture(database).ClearAsync();
        var backup = BackupOf(database.Settings, bench.Options);
        await File.WriteAllTextAsync(At("text"), "not a backup");
        await File.WriteAllBytesAsync(At("empty"), []);
        await using (var zip = await ZipFile.OpenAsync(At("zip"), ZipArchiveMode.Create))
            zip.CreateEntry("../../escape");
        var other = database.Settings.Provider is DatabaseProvider.Sqlite ? "Postgres" : "Sqlite";
        foreach (
            var (name, facts) in new[]
            {
                ("other", $$"""{"format":1,"provider":"{{other}}"}"""),
                ("newer", """{"format":2,"provider":"Sqlite"}"""),
                ("malformed", "{"),
            }
        )
        {
            await using var zip = await ZipFile.OpenAsync(At(name), ZipArchiveMode.Create);
            zip.CreateEntry("database");
            await using var entry = await zip.CreateEntry("backup.json").OpenAsync();
            await entry.WriteAsync(System.Text.Encoding.UTF8.GetBytes(facts));
        }

        foreach (var name in new[] { "text", "empty", "zip", "other", "newer", "malformed", "missing" })
        {
            await Should.ThrowAsync<BackupException>(
                () => backup.RestoreAsync(At(name), force: true, CancellationToken.None),
                name
            );
        }

        await Should.ThrowAsync<BackupException>(() => backup.WriteAsync(At("text"), CancellationToken.None));
        (await File.ReadAllTextAsync(At("text"))).ShouldBe("not a backup");
        Directory.GetFiles(_directory.FullName).Length.ShouldBe(6);
    }

    private string At(string name) => Path.Combine(_directory.FullName, name);

    private Backup BackupOf(DatabaseSettings settings, LedgerOptions options) =>
        new(
            settings,
            MasterKeyOf(options),
            options,
            new LastCheckpointFile(options),
            new DataDirectory(_directory.CreateSubdirectory("data").FullName),
            TimeProvider.System
        );

    private static MasterKeyOptions MasterKeyOf(LedgerOptions options) =>
        new(Path.Combine(Path.GetDirectoryName(options.KeyFile)!, "data-protection.key"));

    private LedgerOptions OptionsAt(string name) =>
        new(Path.Combine(At(name), "ledger", "signing.key"), "portal.example/ledger", () => "");

    public sealed class OnSqlite(SqliteDatabase database) : BackupTests(database), IClassFixture<SqliteDatabase>;

    public sealed class OnPostgres(PostgresDatabase database) : BackupTests(database), IClassFixture<PostgresDatabase>;
}
