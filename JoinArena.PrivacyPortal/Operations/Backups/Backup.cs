using System.IO.Compression;
using System.Text.Json;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Ledger;
using JoinArena.PrivacyPortal.Ledger.Log;
using JoinArena.PrivacyPortal.Ledger.Notes;
using JoinArena.PrivacyPortal.Ledger.Witnesses;

namespace JoinArena.PrivacyPortal.Operations.Backups;

/// <summary>
/// What cannot be made again, in one file that only its owner can read: the database and the log's signing key. The
/// checkpoint last signed is in it too, but
/// never takes the place of one that is there: a copy that is older than what was signed must be noticed, not believed.
/// </summary>
public sealed class Backup
{
    private const string Facts = "backup.json",
        Database = "database",
        Key = "signing.key",
        Checkpoint = "last-checkpoint";

    /// <summary>
    /// What lies beside the signing key and cannot be made again either: the keys the log had before, and the one other
    /// logs are witnessed with.
    /// </summary>
    private static readonly string[] s_beside = [KeyHistory.FileName, WitnessOptions.FileName];

    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly DatabaseSettings _settings;
    private readonly LedgerOptions _ledger;
    private readonly LastCheckpointFile _kept;
    private readonly DataDirectory _directory;
    private readonly TimeProvider _clock;
    private readonly DatabaseCopy _copy;

    public Backup(
        DatabaseSettings settings,
        LedgerOptions ledger,
        LastCheckpointFile kept,
        DataDirectory directory,
        TimeProvider clock
    )
    {
        (_settings, _ledger, _kept, _directory, _clock) = (settings, ledger, kept, directory, clock);
        _copy = settings.Provider switch
        {
            DatabaseProvider.Sqlite => new SqliteCopy(settings.ConnectionString),
            DatabaseProvider.Postgres => new PostgresCopy(settings.ConnectionString),
        };
    }

    /// <summary>Writes a copy of this instant, while the portal serves.</summary>
    /// <param name="file">Must not be there yet.</param>
    /// <exception cref="BackupException">It cannot be made.</exception>
    public async Task WriteAsync(string file, CancellationToken ct)
    {
        if (File.Exists(file))
            throw new BackupException($"'{file}' is there already, and a backup is not overwritten");
        using var work = new Scratch(_directory);
        // The checkpoint first: of the two, the database must not be the older one.
        var kept = _kept.Read();
        await _copy.WriteAsync(work.At(Database), ct);

        var draft = $"{file}.{Guid.NewGuid():N}";
        var rights = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            rights.UnixCreateMode = Owner;
        await using (var stream = new FileStream(draft, rights))
        {
            await using (
                var zip = await ZipArchive.CreateAsync(
                    stream,
                    ZipArchiveMode.Create,
                    leaveOpen: true,
                    entryNameEncoding: null,
                    ct
                )
            )
            {
                await AddAsync(
                    zip,
                    Facts,
                    JsonSerializer.SerializeToUtf8Bytes(
                        new BackupFacts(1, _settings.Provider.ToString(), _clock.GetInstant().ToIso()),
                        JsonSerializerOptions.Web
                    ),
                    ct
                );
                await zip.CreateEntryFromFileAsync(work.At(Database), Database, CompressionLevel.Fastest, ct);
                if (File.Exists(_ledger.KeyFile))
                    await AddAsync(zip, Key, await File.ReadAllBytesAsync(_ledger.KeyFile, ct), ct);
                foreach (var name in s_beside.Where(name => File.Exists(Beside(name))))
                    await AddAsync(zip, name, await File.ReadAllBytesAsync(Beside(name), ct), ct);
                if (kept is not null)
                    await AddAsync(zip, Checkpoint, System.Text.Encoding.UTF8.GetBytes(kept), ct);
            }

            stream.Flush(flushToDisk: true);
        }

        File.Move(draft, file);
    }

    /// <summary>Puts a copy in the place of what is here. The portal must not run.</summary>
    /// <param name="force">Also where something is, which is then moved aside; PostgreSQL's is replaced.</param>
    /// <returns>What was moved aside.</returns>
    /// <exception cref="BackupException">It is no backup, or must not be put here.</exception>
    public async Task<IReadOnlyList<string>> RestoreAsync(string file, bool force, CancellationToken ct)
    {
        using var work = new Scratch(_directory);
        await UnpackAsync(file, work, ct);
        if (await _copy.IsInUseAsync(ct))
            throw new BackupException("the database is in use; stop the portal first");

        var (key, other) = (work.At(Key), IsOther(work.At(Key)));
        if (!force && (other || !await _copy.IsEmptyAsync(ct)))
        {
            throw new BackupException(
                $"there is {(other ? "a signing key of another log" : "a database")} here already; --force puts the copy in its place"
            );
        }

        var suffix = $".before-{_clock.GetUtcNow():yyyyMMdd'T'HHmmssfff'Z'}";
        var aside = new List<string>();
        if (await _copy.RestoreAsync(work.At(Database), suffix, ct) is { } before)
            aside.Add(before);
        if (other)
        {
            foreach (
                var old in s_beside.Select(Beside).Prepend(_kept.FilePath).Prepend(_ledger.KeyFile).Where(File.Exists)
            )
            {
                File.Move(old, old + suffix);
                aside.Add(old + suffix);
            }
        }

        if (File.Exists(key) && !File.Exists(_ledger.KeyFile))
            PutBack(key, _ledger.KeyFile);
        foreach (var name in s_beside.Where(name => File.Exists(work.At(name)) && !File.Exists(Beside(name))))
            PutBack(work.At(name), Beside(name));
        if (File.Exists(work.At(Checkpoint)) && !File.Exists(_kept.FilePath))
            PutBack(work.At(Checkpoint), _kept.FilePath);
        return aside;
    }

    private async Task UnpackAsync(string file, Scratch work, CancellationToken ct)
    {
        try
        {
            await using var zip = await ZipFile.OpenReadAsync(file, ct);
            if (zip.GetEntry(Facts) is not { } told || zip.GetEntry(Database) is null)
                throw new BackupException($"'{file}' is no backup of this portal");
            await using (var json = await told.OpenAsync(ct))
            {
                var facts = await JsonSerializer.DeserializeAsync<BackupFacts>(json, JsonSerializerOptions.Web, ct);
                if (facts?.Format != 1)
                    throw new BackupException($"'{file}' is of a newer portal");
                if (facts.Provider != _settings.Provider.ToString())
                {
                    throw new BackupException(
                        $"'{file}' is of a {facts.Provider} database, and Portal__Database__Provider says {_settings.Provider}"
                    );
                }
            }

            // By name, never by what the file says where to put it.
            foreach (var name in s_beside.Prepend(Checkpoint).Prepend(Key).Prepend(Database))
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

    private bool IsOther(string key) =>
        File.Exists(key)
        && File.Exists(_ledger.KeyFile)
        && !File.ReadAllBytes(key).AsSpan().SequenceEqual(File.ReadAllBytes(_ledger.KeyFile));

    private static void PutBack(string from, string to)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(to)!);
        File.Move(from, to);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(to, Owner);
    }

    private static async Task AddAsync(ZipArchive zip, string name, byte[] bytes, CancellationToken ct)
    {
        await using var entry = await zip.CreateEntry(name).OpenAsync(ct);
        await entry.WriteAsync(bytes, ct);
    }

    private sealed record BackupFacts(int Format, string Provider, string MadeAt);

    /// <summary>A folder nobody else can read, gone when it is done.</summary>
    private sealed class Scratch : IDisposable
    {
        private readonly string _path;

        public Scratch(DataDirectory directory)
        {
            _path = Path.Combine(directory.Path, $".backup-{Guid.NewGuid():N}");
            if (OperatingSystem.IsWindows())
                Directory.CreateDirectory(_path);
            else
                Directory.CreateDirectory(_path, Owner | UnixFileMode.UserExecute);
        }

        public string At(string name) => Path.Combine(_path, name);

        public void Dispose() => Directory.Delete(_path, recursive: true);
    }
}
