namespace JoinArena.PrivacyPortal.Data.Files;

/// <summary>
/// Files and folders with personal data or secrets: only the user that runs the portal may open them. Windows keeps the
/// rights of the parent folder.
/// </summary>
public static class PrivateFiles
{
    /// <summary>0600.</summary>
    public const UnixFileMode FileMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>0700.</summary>
    public const UnixFileMode FolderMode = FileMode | UnixFileMode.UserExecute;

    /// <summary>Creates a folder that only its owner can open. An existing folder stays as its owner has set it.</summary>
    public static DirectoryInfo CreateFolder(string path) =>
        OperatingSystem.IsWindows() ? Directory.CreateDirectory(path) : Directory.CreateDirectory(path, FolderMode);

    /// <summary>Options to create a file that only its owner can read.</summary>
    public static FileStreamOptions CreateOptions(System.IO.FileMode mode)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = FileMode;
        return options;
    }

    /// <summary>Takes the rights of others to a folder, if it exists.</summary>
    /// <exception cref="UnauthorizedAccessException">The folder belongs to another user.</exception>
    public static void RestrictFolder(string path)
    {
        if (!OperatingSystem.IsWindows() && Directory.Exists(path) && IsWider(path, FolderMode))
            File.SetUnixFileMode(path, File.GetUnixFileMode(path) & FolderMode);
    }

    /// <summary>Takes the rights of others to a file, if it exists.</summary>
    /// <exception cref="UnauthorizedAccessException">The file belongs to another user.</exception>
    public static void RestrictFile(string path)
    {
        if (!OperatingSystem.IsWindows() && File.Exists(path) && IsWider(path, FileMode))
            File.SetUnixFileMode(path, File.GetUnixFileMode(path) & FileMode);
    }

    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    private static bool IsWider(string path, UnixFileMode mode) =>
        (File.GetUnixFileMode(path) & ~mode) != UnixFileMode.None;
}
