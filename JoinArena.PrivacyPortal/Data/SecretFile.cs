using System.Text;

namespace JoinArena.PrivacyPortal.Data;

/// <summary>
/// Files that hold secrets. Only their owner may read them. At every moment the whole file exists, or none.
/// </summary>
public static class SecretFile
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>
    /// Creates the file if it does not exist. If two processes do this at once, both use the first file.
    /// </summary>
    public static void CreateIfMissing(string file, Func<string> create)
    {
        if (File.Exists(file))
            return;
        var draft = WriteDraft(file, create());
        try
        {
            File.Move(draft, file, overwrite: false);
        }
        catch (IOException) when (File.Exists(file))
        {
            File.Delete(draft);
        }
    }

    /// <summary>Replaces the file's content.</summary>
    public static void Replace(string file, string content) =>
        File.Move(WriteDraft(file, content), file, overwrite: true);

    /// <summary>
    /// Whether users other than the owner may read or change the file. Always false on Windows, where this is not
    /// checked.
    /// </summary>
    public static bool IsOpenToOthers(string file) =>
        !OperatingSystem.IsWindows()
        && (File.GetUnixFileMode(file) & ~(OwnerOnly | UnixFileMode.UserExecute)) != UnixFileMode.None;

    private static string WriteDraft(string file, string content)
    {
        var folder = Path.GetDirectoryName(file)!;
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(folder);
        else
            Directory.CreateDirectory(folder, OwnerOnly | UnixFileMode.UserExecute);

        var draft = Path.Combine(folder, $".{Guid.NewGuid():N}");
        var rights = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            rights.UnixCreateMode = OwnerOnly;
        using var stream = new FileStream(draft, rights);
        stream.Write(Encoding.UTF8.GetBytes(content));
        stream.Flush(flushToDisk: true);
        return draft;
    }
}
