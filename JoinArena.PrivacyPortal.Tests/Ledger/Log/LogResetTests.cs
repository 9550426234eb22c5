using JoinArena.PrivacyPortal.Ledger;
using JoinArena.PrivacyPortal.Ledger.Audit;
using JoinArena.PrivacyPortal.Ledger.Log;
using JoinArena.PrivacyPortal.Ledger.Log.Publishing;
using JoinArena.PrivacyPortal.Ledger.Log.Reading;
using JoinArena.PrivacyPortal.Ledger.Notes;
using JoinArena.PrivacyPortal.Ledger.Tree;
using JoinArena.PrivacyPortal.Tests.Support.Databases;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace JoinArena.PrivacyPortal.Tests.Ledger.Log;

/// <summary>Starting a new log when the key is lost, or the database is older than the last checkpoint.</summary>
public abstract class LogResetTests(TestDatabase database) : IDisposable
{
    private readonly DirectoryInfo _frozen = Directory.CreateTempSubdirectory("jpp-frozen-");
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 11, 24, 12, 0, 0, TimeSpan.Zero));

    public void Dispose()
    {
        _frozen.Delete(recursive: true);
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Every_entry_goes_into_the_new_log_and_the_old_one_can_be_read_and_checked_for_ever()
    {
        using var bench = await new LogFixture(database).ClearAsync();
        await bench.AppendAsync(300);
        await bench.StartProcess().RunAsync();
        var before = await bench.ReadCheckpointAsync();
        var oldKey = bench.Key.Verifier;
        var options = OptionsOf(bench);
        File.Delete(options.KeyFile);

        var made = (
            await NewLog(options)
                .StartNewLogAsync("portal.example/ledger/2", _frozen.FullName, [oldKey], CancellationToken.None)
        ).Value.ShouldNotBeNull();

        var frozen = await new LogAudit(new Folder(_frozen.FullName), oldKey).RunAsync(before, CancellationToken.None);
        frozen.Value.ShouldNotBeNull().Size.ShouldBe(300);

        using var key = PortalKey.Open(options);
        key.Verifiers.ShouldBe([made, oldKey]);
        var log = new LedgerLog(database.Contexts, key);
        (await log.ReadCheckpointAsync(CancellationToken.None)).ShouldBeNull();
        var condition = new LogHealth();
        var process = new Sequencer(
            database.Contexts,
            new LeaderLease(database.Contexts, _clock),
            new CheckpointPublisher(
                database.Contexts,
                key,
                new(options),
                condition,
                _clock,
                NullLogger<CheckpointPublisher>.Instance
            ),
            condition,
            _clock
        );
        while (await process.RunRoundAsync(CancellationToken.None)) { }
        condition.Finding.ShouldBeNull();
        var audit = await new LogAudit(log, made).RunAsync(null, CancellationToken.None);
        (audit.Value!.Origin, audit.Value.Size).ShouldBe(("portal.example/ledger/2", 300));
    }

    [Fact]
    public async Task A_new_log_is_refused_under_an_invalid_or_used_name_or_in_a_folder_in_use_and_nothing_changes()
    {
        using var bench = await new LogFixture(database).ClearAsync();
        await bench.AppendAsync(3);
        await bench.StartProcess().RunAsync();
        var before = await bench.ReadCheckpointAsync();
        var options = OptionsOf(bench);

        (
            await NewLog(options).StartNewLogAsync("portal example", _frozen.FullName, [], CancellationToken.None)
        ).Error.ShouldBe(LogResetError.NotAName);
        (
            await NewLog(options).StartNewLogAsync(bench.Key.Origin, _frozen.FullName, [], CancellationToken.None)
        ).Error.ShouldBe(LogResetError.SameName);
        await File.WriteAllTextAsync(Path.Combine(_frozen.FullName, "mine"), "");
        (
            await NewLog(options)
                .StartNewLogAsync("portal.example/ledger/2", _frozen.FullName, [], CancellationToken.None)
        ).Error.ShouldBe(LogResetError.FolderNotEmpty);

        (await bench.ReadCheckpointAsync()).ShouldBe(before);
        (await bench.AuditAsync(before)).Size.ShouldBe(3);
    }

    private LogReset NewLog(LedgerOptions options) => new(database.Contexts, options, _clock);

    private static LedgerOptions OptionsOf(LogFixture bench) =>
        new(Path.Combine(Path.GetDirectoryName(bench.LastCheckpoint.FilePath)!, "signing.key"), null, () => "");

    public sealed class OnSqlite(SqliteDatabase database) : LogResetTests(database), IClassFixture<SqliteDatabase>;

    public sealed class OnPostgres(PostgresDatabase database)
        : LogResetTests(database),
            IClassFixture<PostgresDatabase>;

    /// <summary>Reads the exported files, as a web server would serve them.</summary>
    private sealed class Folder(string directory) : ILogSource
    {
        public async Task<string?> ReadCheckpointAsync(CancellationToken ct) =>
            await File.ReadAllTextAsync(Path.Combine(directory, "checkpoint"), ct);

        public async Task<byte[]?> ReadTileAsync(TilePath path, CancellationToken ct)
        {
            var file = Path.Combine([directory, "tile", .. path.ToString().Split('/')]);
            return File.Exists(file) ? await File.ReadAllBytesAsync(file, ct) : null;
        }
    }
}
