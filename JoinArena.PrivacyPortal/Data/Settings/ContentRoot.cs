namespace JoinArena.PrivacyPortal.Data.Settings;

/// <summary>
/// The folder that <c>appsettings.json</c> is read from and that relative paths in settings start at: the program's own,
/// from wherever it was started. A service manager starts programs in <c>/</c>, and cron in a home directory.
/// </summary>
public static class ContentRoot
{
    /// <summary>The options of the host for these arguments.</summary>
    public static WebApplicationOptions CreateOptions(string[] args)
    {
        // The framework's own ways to name the folder, as its host reads them.
        var given = new ConfigurationBuilder()
            .AddEnvironmentVariables("DOTNET_")
            .AddEnvironmentVariables("ASPNETCORE_")
            .AddCommandLine(args)
            .Build()[HostDefaults.ContentRootKey];
        return new() { Args = args, ContentRootPath = string.IsNullOrEmpty(given) ? GetDefault() : null };
    }

    /// <summary>The absolute path of a setting.</summary>
    public static string GetFullPath(IConfiguration configuration, string path) =>
        Path.GetFullPath(Path.Combine(configuration[HostDefaults.ContentRootKey] ?? AppContext.BaseDirectory, path));

    // 'dotnet run' starts the program in the project's folder, where a developer expects its data.
    private static string GetDefault() =>
        File.Exists($"{typeof(ContentRoot).Assembly.GetName().Name}.csproj")
            ? Directory.GetCurrentDirectory()
            : AppContext.BaseDirectory;
}
