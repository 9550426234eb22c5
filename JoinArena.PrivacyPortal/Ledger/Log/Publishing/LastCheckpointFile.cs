using System.Text;

namespace JoinArena.PrivacyPortal.Ledger.Log.Publishing;

/// <summary>
/// The checkpoint that this portal signed last, in a file beside the key. The file is not part of the database, so
/// restoring an old database does not restore an old checkpoint, and the difference is noticed.
/// </summary>
public sealed class LastCheckpointFile(LedgerOptions options)
{
    private readonly Lock _lock = new();

    /// <summary>The file's path.</summary>
    public string FilePath { get; } = Path.Combine(Path.GetDirectoryName(options.KeyFile)!, "last-checkpoint");

    /// <summary>The signed note; null if the file does not exist.</summary>
    public string? Read() => System.IO.File.Exists(FilePath) ? System.IO.File.ReadAllText(FilePath) : null;

    /// <summary>Writes the note if there is no file, or if the note in it may be replaced.</summary>
    /// <param name="mayReplace">Decides about the note in the file.</param>
    public void Replace(string note, Func<string, bool> mayReplace)
    {
        // Two writers at once: without the lock both compare with the same note, and the smaller one may be written last.
        lock (_lock)
        {
            if (Read() is not { } kept || mayReplace(kept))
                Write(note);
        }
    }

    /// <summary>Replaces the note, whatever it is. At every moment the file holds one whole note.</summary>
    public void Write(string note)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(FilePath)!);
        var draft = $"{FilePath}.{Guid.NewGuid():N}";
        using (var file = System.IO.File.Create(draft))
        {
            file.Write(Encoding.UTF8.GetBytes(note));
            file.Flush(flushToDisk: true);
        }

        System.IO.File.Move(draft, FilePath, overwrite: true);
    }
}
