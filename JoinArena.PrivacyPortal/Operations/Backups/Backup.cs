using System.IO.Compression;
using System.Text.Json;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.KeyProtection;
using JoinArena.PrivacyPortal.Ledger;
using JoinArena.PrivacyPortal.Ledger.Log.Publishing;
using JoinArena.PrivacyPortal.Ledger.Notes;
using JoinArena.PrivacyPortal.Ledger.Witnesses;

namespace JoinArena.PrivacyPortal.Operations.Backups;

/// <summary>
/// Copies what cannot be recreated into one file that only its owner can read: the database, the file that encrypts its
/// data-protection keys, and the ledger's keys. The last signed checkpoint is in the file too, but it never replaces an
/// existing one, so that the portal notices when the restored database is older than that checkpoint.
/// </summary>
public sealed class Backup
{
    private const string Facts = "backup.json",
        Database = "database",
        Key = "signing.key",
        MasterKey = "data-protection.key",
        Checkpoint = "last-checkpoint";

    /// <summary>
    /// The files beside the signing key that cannot be recreated either: the log's earlier verifier keys and the
    /// witness key.
    /// </summary>
    private static readonly string[] s_otherKeyFiles = [KeyHistory.FileName, WitnessOptions.FileName];

    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly DatabaseSettings _settings;
    private readonly MasterKeyOptions _masterKey;
    private readonly LedgerOptions _ledger;
    private readonly LastCheckpointFile _lastCheckpoint;
    private readonly DataDirectory _directory;
    private readonly TimeProvider _clock;
    private readonly DatabaseCopy _copy;

    public Backup(
        DatabaseSettings settings,
        MasterKeyOptions masterKey,
        LedgerOptions ledger,
        LastCheckpointFile lastCheckpoint,
        DataDirectory directory,
        TimeProvider clock
    )
    {
        _settings = settings;
        _masterKey = masterKey;
        _ledger = ledger;
        _lastCheckpoint = lastCheckpoint;
        _directory = directory;
        _clock = clock;
        _copy = settings.Provider switch
        {
            DatabaseProvider.Sqlite => new SqliteCopy(settings.ConnectionString),
            DatabaseProvider.Postgres => new PostgresCopy(settings.ConnectionString),
        };
    }

    /// <summary>Writes a backup while the portal runs, and reads it back.</summary>
    /// <param name="file">The file to write; it must not exist yet. It appears only when it is complete.</param>
    /// <exception cref="BackupException">The backup cannot be written.</exception>
    public async Task<BackupReport> WriteAsync(string file, CancellationToken ct)
    {
        if (File.Exists(file))
            throw new BackupException($"'{file}' already exists; a backup never overwrites a file");
        using var work = new ScratchDirectory(_directory);
        // The checkpoint is read first, because the database must not be older than the checkpoint.
        var checkpoint = _lastCheckpoint.Read();
        var entries = await _copy.WriteAsync(work.At(Database), ct);
        if (entries > 0 && !File.Exists(_ledger.KeyFile))
        {
            throw new BackupException(
                $"the log has {entries} entries, but its signing key is not at '{_ledger.KeyFile}'; set "
                    + "Portal__DataDirectory and Portal__Ledger__KeyFile as for the portal itself"
            );
        }

        List<BackupPart> parts =
        [
            BackupPart.FromBytes(Facts, DescribeBackup()),
            BackupPart.FromFile(Database, work.At(Database)),
        ];
        if (File.Exists(_masterKey.KeyFile))
            parts.Add(BackupPart.FromFile(MasterKey, _masterKey.KeyFile));
        if (File.Exists(_ledger.KeyFile))
            parts.Add(BackupPart.FromFile(Key, _ledger.KeyFile));
        parts.AddRange(
            s_otherKeyFiles
                .Where(name => File.Exists(Beside(name)))
                .Select(name => BackupPart.FromFile(name, Beside(name)))
        );
        if (checkpoint is not null)
            parts.Add(BackupPart.FromBytes(Checkpoint, System.Text.Encoding.UTF8.GetBytes(checkpoint)));

        var draft = $"{file}.{Guid.NewGuid():N}";
        try
        {
            await BackupArchive.VerifyAsync(draft, await BackupArchive.WriteAsync(draft, parts, ct), ct);
            File.Move(draft, file);
        }
        finally
        {
            File.Delete(draft);
        }

        return new(
            _directory.Path,
            _settings.Describe(),
            entries,
            [.. parts.Select(part => part.Name)],
            new FileInfo(file).Length
        );
    }

    private byte[] DescribeBackup() =>
        JsonSerializer.SerializeToUtf8Bytes(
            new BackupFacts(1, _settings.Provider.ToString(), _clock.GetInstant().ToIso()),
            JsonSerializerOptions.Web
        );

    /// <summary>Restores a backup. The portal must be stopped.</summary>
    /// <param name="force">
    /// Restores even if there is a database. A SQLite database is moved aside first; a PostgreSQL database is replaced.
    /// </param>
    /// <returns>The files to which earlier files were moved.</returns>
    /// <exception cref="BackupException">The file is not a backup, or it cannot be restored here.</exception>
    public async Task<IReadOnlyList<string>> RestoreAsync(string file, bool force, CancellationToken ct)
    {
        using var work = new ScratchDirectory(_directory);
        await UnpackAsync(file, work, ct);
        if (await _copy.IsInUseAsync(ct))
            throw new BackupException("the database is in use; stop the portal first");

        var key = work.At(Key);
        var hasOtherKey = IsOther(key, _ledger.KeyFile);
        if (!force && (hasOtherKey || !await _copy.IsEmptyAsync(ct)))
        {
            throw new BackupException(
                $"there is already {(hasOtherKey ? "a signing key of another log" : "a database")} here; "
                    + "use --force to replace it"
            );
        }

        var suffix = $".before-{_clock.GetUtcNow():yyyyMMdd'T'HHmmssfff'Z'}";
        var aside = new List<string>();
        if (await _copy.RestoreAsync(work.At(Database), suffix, ct) is { } before)
            aside.Add(before);
        if (hasOtherKey)
        {
            foreach (
                var old in s_otherKeyFiles
                    .Select(Beside)
                    .Prepend(_lastCheckpoint.FilePath)
                    .Prepend(_ledger.KeyFile)
                    .Where(File.Exists)
            )
            {
                File.Move(old, old + suffix);
                aside.Add(old + suffix);
            }
        }

        // The restored database opens with the key file that was beside it, and with no other.
        if (IsOther(work.At(MasterKey), _masterKey.KeyFile))
        {
            File.Move(_masterKey.KeyFile, _masterKey.KeyFile + suffix);
            aside.Add(_masterKey.KeyFile + suffix);
        }

        if (File.Exists(work.At(MasterKey)) && !File.Exists(_masterKey.KeyFile))
            Restore(work.At(MasterKey), _masterKey.KeyFile);
        if (File.Exists(key) && !File.Exists(_ledger.KeyFile))
            Restore(key, _ledger.KeyFile);
        foreach (var name in s_otherKeyFiles.Where(name => File.Exists(work.At(name)) && !File.Exists(Beside(name))))
            Restore(work.At(name), Beside(name));
        if (File.Exists(work.At(Checkpoint)) && !File.Exists(_lastCheckpoint.FilePath))
            Restore(work.At(Checkpoint), _lastCheckpoint.FilePath);
        return aside;
    }

    private async Task UnpackAsync(string file, ScratchDirectory work, CancellationToken ct)
    {
        try
        {
            await using var zip = await ZipFile.OpenReadAsync(file, ct);
            if (zip.GetEntry(Facts) is not { } description || zip.GetEntry(Database) is null)
                throw new BackupException($"'{file}' is not a backup of this portal");
            await using (var json = await description.OpenAsync(ct))
            {
                var facts = await JsonSerializer.DeserializeAsync<BackupFacts>(json, JsonSerializerOptions.Web, ct);
                if (facts?.Format != 1)
                    throw new BackupException($"'{file}' was written by a newer version of the portal");
                if (facts.Provider != _settings.Provider.ToString())
                {
                    throw new BackupException(
                        $"'{file}' is of a {facts.Provider} database, and Portal__Database__Provider says "
                            + $"{_settings.Provider}"
                    );
                }
            }

            // Files are extracted by their known names, never to the paths that the archive contains.
            foreach (var name in s_otherKeyFiles.Concat([Checkpoint, Key, MasterKey, Database]))
            {
                if (zip.GetEntry(name) is { } entry)
                    await entry.ExtractToFileAsync(work.At(name), ct);
            }
        }
        catch (Exception fault)
            when (fault is InvalidDataException or JsonException or FileNotFoundException or DirectoryNotFoundException)
        {
            throw new BackupException($"'{file}' cannot be read: {fault.Message}", fault);
        }
    }

    private string Beside(string name) => Path.Combine(Path.GetDirectoryName(_ledger.KeyFile)!, name);

    private static bool IsOther(string fromBackup, string here) =>
        File.Exists(fromBackup)
        && File.Exists(here)
        && !File.ReadAllBytes(fromBackup).AsSpan().SequenceEqual(File.ReadAllBytes(here));

    private static void Restore(string from, string to)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(to)!);
        File.Move(from, to);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(to, Owner);
    }

    private sealed record BackupFacts(int Format, string Provider, string MadeAt);
}
