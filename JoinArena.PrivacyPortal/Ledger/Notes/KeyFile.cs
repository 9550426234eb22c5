using System.Text;

namespace JoinArena.PrivacyPortal.Ledger.Notes;

/// <summary>
/// Files that hold private keys. Only their owner may read them. At every moment the whole file exists, or none.
/// </summary>
internal static class KeyFile
{
    /// <summary>
    /// Creates the file if it does not exist. If two processes do this at once, both use the first file.
    /// </summary>
    public static void CreateIfMissing(string file, Func<NoteKey> create)
    {
        if (File.Exists(file))
            return;
        using var key = create();
        var draft = WriteDraft(file, $"{key.Export()}\n");
        try
        {
            File.Move(draft, file, overwrite: false);
        }
        catch (IOException) when (File.Exists(file))
        {
            File.Delete(draft);
        }
    }

    /// <summary>
    /// Whether users other than the owner may read or change the file. Always false on Windows, where this is not
    /// checked.
    /// </summary>
    public static bool IsOpenToOthers(string file) =>
        !OperatingSystem.IsWindows()
        && (File.GetUnixFileMode(file) & ~(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute))
            != UnixFileMode.None;

    /// <summary>Replaces the file's content.</summary>
    public static void Replace(string file, string content) =>
        File.Move(WriteDraft(file, content), file, overwrite: true);

    private static string WriteDraft(string file, string content)
    {
        var folder = Path.GetDirectoryName(file)!;
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(
                folder,
                UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
            );
        }

        var draft = Path.Combine(folder, $".{Guid.NewGuid():N}");
        var rights = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            rights.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var stream = new FileStream(draft, rights);
        stream.Write(Encoding.UTF8.GetBytes(content));
        stream.Flush(flushToDisk: true);
        return draft;
    }
}
