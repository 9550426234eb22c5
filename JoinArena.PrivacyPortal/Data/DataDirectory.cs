namespace JoinArena.PrivacyPortal.Data;

/// <summary>The one directory the portal writes to: the embedded database, picked-up mail, keys, backups.</summary>
/// <param name="Path">Absolute.</param>
public sealed record DataDirectory(string Path)
{
    /// <summary>Reads <c>Portal:DataDirectory</c> and sees that it can be written.</summary>
    /// <exception cref="ConfigurationException">It cannot.</exception>
    public static DataDirectory From(IConfiguration configuration, IHostEnvironment environment)
    {
        var path = System.IO.Path.GetFullPath(
            System.IO.Path.Combine(environment.ContentRootPath, configuration["Portal:DataDirectory"] ?? "App_Data")
        );
        try
        {
            Directory.CreateDirectory(path);
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
                        $"'{path}' cannot be written ({fault.Message})",
                        "/var/lib/joinarena"
                    )
                    .Message,
                fault
            );
        }

        return new(path);
    }

    /// <summary>A sub-directory, created when missing.</summary>
    public string CreateSubdirectory(string name) =>
        Directory.CreateDirectory(System.IO.Path.Combine(Path, name)).FullName;
}
