using JoinArena.PrivacyPortal.Data.Files;

namespace JoinArena.PrivacyPortal.Data;

/// <summary>
/// Where the portal keeps its data: the SQLite database, emails as files, scratch files and, unless settings name other
/// places, its keys.
/// </summary>
/// <param name="Path">The absolute path. It may not exist yet.</param>
public sealed record DataDirectory(string Path)
{
    /// <summary>An empty file fits on a full disk.</summary>
    private const int ProbeBytes = 4096;

    private const string Default = "App_Data";

    /// <summary>
    /// Reads <c>Portal:DataDirectory</c>. The default is beside the program: it is the same directory from wherever
    /// the program is started, be it by systemd, by cron or by hand. Creates nothing.
    /// </summary>
    public static DataDirectory From(IConfiguration configuration, IHostEnvironment environment) =>
        new(
            System.IO.Path.GetFullPath(
                configuration["Portal:DataDirectory"] is { Length: > 0 } given
                    ? System.IO.Path.Combine(environment.ContentRootPath, given)
                    : System.IO.Path.Combine(FindProgramDirectory(AppContext.BaseDirectory), Default)
            )
        );

    /// <summary>Creates the directory if it does not exist, and checks that the portal can write to it.</summary>
    /// <exception cref="ConfigurationException">The portal cannot write to it.</exception>
    public void EnsureWritable()
    {
        try
        {
            PrivateFiles.CreateFolder(Path);
            RequireWritable(Path);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new ConfigurationException(
                ConfigurationException
                    .ForSetting(
                        "Portal__DataDirectory",
                        $"the portal cannot write to '{Path}' ({fault.Message})",
                        "/var/lib/joinarena"
                    )
                    .Message,
                fault
            );
        }
    }

    /// <summary>Writes a small file and removes it.</summary>
    /// <exception cref="IOException">The disk is full or broken.</exception>
    /// <exception cref="UnauthorizedAccessException">The portal has no right to write there.</exception>
    internal static void RequireWritable(string path)
    {
        var probe = System.IO.Path.Combine(path, $".probe-{Guid.NewGuid():N}");
        try
        {
            File.WriteAllBytes(probe, new byte[ProbeBytes]);
        }
        finally
        {
            File.Delete(probe);
        }
    }

    /// <summary>
    /// The full path of a subdirectory that only its owner can open. It is created if it does not exist.
    /// </summary>
    public string CreateSubdirectory(string name)
    {
        var folder = PrivateFiles.CreateFolder(System.IO.Path.Combine(Path, name)).FullName;
        PrivateFiles.RestrictFolder(folder);
        return folder;
    }

    /// <summary>
    /// The directory of the program. For a program that is built where its source is, as <c>dotnet run</c> does, the
    /// project's directory: what is built may be deleted at any time.
    /// </summary>
    /// <param name="baseDirectory">Where the assembly is.</param>
    internal static string FindProgramDirectory(string baseDirectory)
    {
        var built = new DirectoryInfo(System.IO.Path.TrimEndingDirectorySeparator(baseDirectory));
        var source = $"{typeof(DataDirectory).Assembly.GetName().Name}.csproj";
        // PROJECT/bin/CONFIGURATION/FRAMEWORK
        return
            built.Parent?.Parent is { Name: "bin", Parent: { } project }
            && File.Exists(System.IO.Path.Combine(project.FullName, source))
            ? project.FullName
            : built.FullName;
    }
}
