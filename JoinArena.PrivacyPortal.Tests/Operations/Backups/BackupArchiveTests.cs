using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.KeyProtection;
using JoinArena.PrivacyPortal.Ledger;
using JoinArena.PrivacyPortal.Ledger.Log.Publishing;
using JoinArena.PrivacyPortal.Operations.Backups;
using JoinArena.PrivacyPortal.Tests.Support.Databases;

namespace JoinArena.PrivacyPortal.Tests.Operations.Backups;

/// <summary>A backup is read back before it counts as one.</summary>
public sealed class BackupArchiveTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("jpp-archive-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_file_that_the_disk_has_changed_is_found_at_every_byte_of_its_content()
    {
        var file = Path.Combine(_folder.FullName, "copy");
        byte[] content = [.. Enumerable.Range(0, 400).Select(i => (byte)(i * 7))];
        var hashes = await BackupArchive.WriteAsync(file, [BackupPart.FromBytes("database", content)], default);
        await BackupArchive.VerifyAsync(file, hashes, default);
        var written = await File.ReadAllBytesAsync(file);
        var start = written.AsSpan().IndexOf("database"u8) + "database".Length;

        for (var at = start; at < start + 100; at++)
        {
            var broken = written.ToArray();
            broken[at] ^= 0x55;
            await File.WriteAllBytesAsync(file, broken);
            await Should.ThrowAsync<BackupException>(
                () => BackupArchive.VerifyAsync(file, hashes, default),
                $"byte {at}"
            );
        }
    }

    [Fact]
    public async Task A_file_without_one_of_its_parts_is_no_backup()
    {
        var file = Path.Combine(_folder.FullName, "copy");
        await BackupArchive.WriteAsync(file, [BackupPart.FromBytes("database", [1])], default);

        var missing = new Dictionary<string, byte[]> { ["signing.key"] = [1] };

        (
            await Should.ThrowAsync<BackupException>(() => BackupArchive.VerifyAsync(file, missing, default))
        ).Message.ShouldContain("signing.key");
    }

    [Fact]
    public async Task A_damaged_database_is_not_backed_up_and_leaves_no_file()
    {
        var source = Path.Combine(_folder.FullName, "portal.db");
        await SqliteDatabase.WriteMigratedAsync(source);
        await using (var damage = File.OpenWrite(source))
        {
            damage.Position = 8192;
            await damage.WriteAsync(new byte[damage.Length - 8192]);
        }

        var ledger = new LedgerOptions(Path.Combine(_folder.FullName, "signing.key"), null, () => "");
        var data = new DataDirectory(_folder.FullName);
        var backup = new Backup(
            new(DatabaseProvider.Sqlite, $"Data Source={source};Pooling=False"),
            new MasterKeyOptions(Path.Combine(_folder.FullName, "data-protection.key")),
            ledger,
            new LastCheckpointFile(ledger),
            data,
            TimeProvider.System
        );

        await Should.ThrowAsync<BackupException>(() => backup.WriteAsync(Path.Combine(data.Path, "copy"), default));

        Directory.GetFiles(data.Path, "copy*").ShouldBeEmpty();
        Directory.GetDirectories(data.Path).ShouldBeEmpty();
    }
}
