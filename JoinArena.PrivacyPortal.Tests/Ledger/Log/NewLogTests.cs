using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Ledger;
using JoinArena.PrivacyPortal.Ledger.Audit;
using JoinArena.PrivacyPortal.Ledger.Log;
using JoinArena.PrivacyPortal.Ledger.Notes;
using JoinArena.PrivacyPortal.Ledger.Tree;
using JoinArena.PrivacyPortal.Tests.Support.Databases;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace JoinArena.PrivacyPortal.Tests.Ledger.Log;

/// <summary>The way out when a key is lost, or the database is behind what was signed.</summary>
public abstract class NewLogTests(TestDatabase database) : IDisposable
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
        using var bench = await new LogBench(database).EmptyAsync();
        await bench.AppendAsync(300);
        await bench.Start().RunAsync();
        var (before, oldKey, options) = (await bench.CheckpointAsync(), bench.Key.Verifier, OptionsOf(bench));
        File.Delete(options.KeyFile);

        var made = (await NewLog(options).BeginAsync("portal.example/ledger/2", _frozen.FullName, [oldKey], CancellationToken.None)).Value.ShouldNotBeNull();

        var frozen = await new LogAudit(new Folder(_frozen.FullName), oldKey).RunAsync(before, CancellationToken.None);
        frozen.Value.ShouldNotBeNull().Size.ShouldBe(300);

        using var key = PortalKey.Open(options);
        key.Verifiers.ShouldBe([made, oldKey]);
        var log = new LedgerLog(database.Contexts, key);
        (await log.CheckpointAsync(CancellationToken.None)).ShouldBeNull();
        var condition = new LogCondition();
        var process = new Sequencer(database.Contexts, new Lead(database.Contexts, _clock), new Publisher(database.Contexts, key, new(options), condition, _clock, NullLogger<Publisher>.Instance), condition, _clock);
        while (await process.StepAsync(CancellationToken.None)) { }
        condition.Finding.ShouldBeNull();
        var audit = await new LogAudit(log, made).RunAsync(null, CancellationToken.None);
        (audit.Value!.Origin, audit.Value.Size).ShouldBe(("portal.example/ledger/2", 300));
    }

    [Fact]
    public async Task A_name_that_is_taken_or_none_and_a_folder_in_use_are_refused_and_nothing_changes()
    {
        using var bench = await new LogBench(database).EmptyAsync();
        await bench.AppendAsync(3);
        await bench.Start().RunAsync();
        var (before, options) = (await bench.CheckpointAsync(), OptionsOf(bench));

        (await NewLog(options).BeginAsync("portal example", _frozen.FullName, [], CancellationToken.None)).Refusal.ShouldBe(NewLogRefusal.NotAName);
        (await NewLog(options).BeginAsync(bench.Key.Origin, _frozen.FullName, [], CancellationToken.None)).Refusal.ShouldBe(NewLogRefusal.SameName);
        await File.WriteAllTextAsync(Path.Combine(_frozen.FullName, "mine"), "");
        (await NewLog(options).BeginAsync("portal.example/ledger/2", _frozen.FullName, [], CancellationToken.None)).Refusal.ShouldBe(NewLogRefusal.FolderNotEmpty);

        (await bench.CheckpointAsync()).ShouldBe(before);
        (await bench.AuditedAsync(before)).Size.ShouldBe(3);
    }

    private NewLog NewLog(LedgerOptions options) => new(database.Contexts, options, _clock);

    private static LedgerOptions OptionsOf(LogBench bench) => new(Path.Combine(Path.GetDirectoryName(bench.Kept.File)!, "signing.key"), null, () => "");

    public sealed class OnSqlite(SqliteDatabase database) : NewLogTests(database), IClassFixture<SqliteDatabase>;

    public sealed class OnPostgres(PostgresDatabase database) : NewLogTests(database), IClassFixture<PostgresDatabase>;

    /// <summary>What any web server would give out.</summary>
    private sealed class Folder(string directory) : ILogSource
    {
        public async Task<string?> CheckpointAsync(CancellationToken ct) => await File.ReadAllTextAsync(Path.Combine(directory, "checkpoint"), ct);

        public async Task<byte[]?> TileAsync(TilePath path, CancellationToken ct)
        {
            var file = Path.Combine([directory, "tile", .. path.ToString().Split('/')]);
            return File.Exists(file) ? await File.ReadAllBytesAsync(file, ct) : null;
        }
    }
}
