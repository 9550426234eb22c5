using JoinArena.PrivacyPortal.Data;

namespace JoinArena.PrivacyPortal.Operations.Backups;

/// <summary>A temporary folder in the data directory that only its owner can read; deleted on disposal.</summary>
internal sealed class ScratchDirectory : IDisposable
{
    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private readonly string _path;

    public ScratchDirectory(DataDirectory directory)
    {
        _path = Path.Combine(directory.Path, $".backup-{Guid.NewGuid():N}");
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(_path);
        else
            Directory.CreateDirectory(_path, Owner);
    }

    public string At(string name) => Path.Combine(_path, name);

    public void Dispose() => Directory.Delete(_path, recursive: true);
}
