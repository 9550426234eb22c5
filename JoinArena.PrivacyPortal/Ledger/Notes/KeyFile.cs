using System.Text;

namespace JoinArena.PrivacyPortal.Ledger.Notes;

/// <summary>
/// Files that hold private keys: nobody but their owner may read them, and at every instant there is a whole one or
/// none.
/// </summary>
internal static class KeyFile
{
    /// <summary>Makes the file where there is none. Where two do so at once, the first one's is everybody's.</summary>
    public static void CreateIfMissing(string file, Func<NoteKey> create)
    {
        if (File.Exists(file))
            return;
        using var key = create();
        var draft = Draft(file, $"{key.Export()}\n");
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
    /// Whether somebody else than its owner may read or change the file. Windows says nothing of it here.
    /// </summary>
    public static bool IsOpenToOthers(string file) =>
        !OperatingSystem.IsWindows()
        && (File.GetUnixFileMode(file) & ~(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute))
            != UnixFileMode.None;

    /// <summary>Puts another content in place of the file's.</summary>
    public static void Replace(string file, string content) => File.Move(Draft(file, content), file, overwrite: true);

    private static string Draft(string file, string content)
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
