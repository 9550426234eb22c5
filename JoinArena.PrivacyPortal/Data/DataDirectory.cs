using JoinArena.PrivacyPortal.Data.Files;

namespace JoinArena.PrivacyPortal.Data;

/// <summary>The only directory that the portal writes to: the SQLite database, email files, keys, backups.</summary>
/// <param name="Path">The absolute path.</param>
public sealed record DataDirectory(string Path)
{
    /// <summary>Reads <c>Portal:DataDirectory</c> and checks that the portal can write to it.</summary>
    /// <exception cref="ConfigurationException">The portal cannot write to it.</exception>
    public static DataDirectory From(IConfiguration configuration, IHostEnvironment environment)
    {
        var path = System.IO.Path.GetFullPath(
            System.IO.Path.Combine(environment.ContentRootPath, configuration["Portal:DataDirectory"] ?? "App_Data")
        );
        try
        {
            PrivateFiles.CreateFolder(path);
            var probe = System.IO.Path.Combine(path, $".probe-{Guid.NewGuid():N}");
            File.WriteAllBytes(probe, []);
            File.Delete(probe);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new ConfigurationException(
                ConfigurationException
                    .ForSetting(
                        "Portal__DataDirectory",
                        $"the portal cannot write to '{path}' ({fault.Message})",
                        "/var/lib/joinarena"
                    )
                    .Message,
                fault
            );
        }

        return new(path);
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
}
