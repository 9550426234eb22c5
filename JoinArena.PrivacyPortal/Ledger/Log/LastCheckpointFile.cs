using System.Text;

namespace JoinArena.PrivacyPortal.Ledger.Log;

/// <summary>
/// The checkpoint this portal last signed, kept in a file beside the key and apart from the database: whoever puts an
/// old copy of the database back does not put
/// this back with it, and so it is noticed.
/// </summary>
public sealed class LastCheckpointFile(LedgerOptions options)
{
    /// <summary>Where it is kept.</summary>
    public string FilePath { get; } = Path.Combine(Path.GetDirectoryName(options.KeyFile)!, "last-checkpoint");

    /// <summary>The signed note; null if none is kept.</summary>
    public string? Read() => System.IO.File.Exists(FilePath) ? System.IO.File.ReadAllText(FilePath) : null;

    /// <summary>Keeps a note, so that at every instant there is a whole one.</summary>
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
