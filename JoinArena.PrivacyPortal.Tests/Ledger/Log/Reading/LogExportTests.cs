using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Ledger.Log.Reading;
using JoinArena.PrivacyPortal.Ledger.Notes;
using JoinArena.PrivacyPortal.Ledger.Tree;
using JoinArena.PrivacyPortal.Tests.Support.Databases;

namespace JoinArena.PrivacyPortal.Tests.Ledger.Log.Reading;

/// <summary>The folder from which a bucket is filled keeps what it knows of the log.</summary>
public sealed class LogExportTests(SqliteDatabase database) : IClassFixture<SqliteDatabase>, IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("jpp-export-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_later_export_adds_what_is_new()
    {
        using var bench = await LogFixture.PublishAsync(database, 10);
        (await ExportAsync(bench)).Value.ShouldBe(10);
        (await ExportAsync(bench)).Value.ShouldBe(10);
        await bench.AppendAsync(7);
        await bench.StartProcess().RunAsync();

        (await ExportAsync(bench)).Value.ShouldBe(17);

        (await File.ReadAllTextAsync(CheckpointFile)).ShouldBe(await bench.ReadCheckpointAsync());
        File.Exists(Path.Combine(_folder.FullName, "tile", "entries", "000.p", "17")).ShouldBeTrue();
    }

    [Fact]
    public async Task An_old_database_is_not_exported_over_what_was_signed_after_it()
    {
        using var bench = await LogFixture.PublishAsync(database, 10);
        await RefusesAsync(bench, Sign(bench.Key, 15), LogExportError.FolderIsNewer);
    }

    [Fact]
    public async Task A_log_is_not_exported_over_another_or_over_another_history_of_its_own()
    {
        using var bench = await LogFixture.PublishAsync(database, 10);
        using var stranger = NoteKey.Create("old.example/ledger");
        var foreign = SignedNote.Sign(CreateCheckpoint("old.example/ledger", 5).Text, stranger).ToString();

        await RefusesAsync(bench, foreign, LogExportError.OtherLog);
        await RefusesAsync(bench, Sign(bench.Key, 5), LogExportError.OtherLog);
        await RefusesAsync(bench, "", LogExportError.OtherLog);
    }

    private string CheckpointFile => Path.Combine(_folder.FullName, "checkpoint");

    private static Checkpoint CreateCheckpoint(string origin, long size) => new(origin, size, TreeHash.HashLeaf([1]));

    private static string Sign(PortalKey key, long size) => key.Sign(CreateCheckpoint(key.Origin, size)).ToString();

    private Task<Result<long, LogExportError>> ExportAsync(LogFixture bench) =>
        new LogExport(bench.Log, bench.Key).WriteAsync(_folder.FullName, CancellationToken.None);

    private async Task RefusesAsync(LogFixture bench, string known, LogExportError why)
    {
        await File.WriteAllTextAsync(CheckpointFile, known);

        (await ExportAsync(bench)).Error.ShouldBe(why);

        (await File.ReadAllTextAsync(CheckpointFile)).ShouldBe(known);
        _folder.EnumerateFileSystemInfos().ShouldHaveSingleItem();
    }
}
