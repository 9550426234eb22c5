using Microsoft.Extensions.FileProviders;

namespace JoinArena.PrivacyPortal.Data.Settings;

/// <summary>
/// Settings that stand in files, one in each, named as the environment variable would be: how container engines and
/// systemd hand over secrets, so that they are in no environment and no process list.
/// </summary>
internal static class SecretsDirectory
{
    /// <summary>Where container engines put them.</summary>
    public const string Default = "/run/secrets";

    private const string Key = "Portal:SecretsDirectory";
    private const string Variable = "Portal__SecretsDirectory";
    private static readonly string[] s_sections = ["Portal__", "ConnectionStrings__"];

    /// <summary>
    /// Adds the files' settings, which win over variables of the same name. Other files in the folder are left alone.
    /// </summary>
    /// <exception cref="ConfigurationException">The folder was named and is not there, or a file cannot be read.</exception>
    public static void AddTo(IConfigurationManager configuration)
    {
        var named = configuration[Key];
        var directory = string.IsNullOrEmpty(named) ? Default : ContentRoot.GetFullPath(configuration, named);
        if (!Directory.Exists(directory))
        {
            if (string.IsNullOrEmpty(named))
                return;
            throw ConfigurationException.ForSetting(Variable, $"there is no folder '{directory}'", Default);
        }

        try
        {
            configuration.AddKeyPerFile(files =>
            {
                files.FileProvider = new PhysicalFileProvider(directory);
                files.IgnoreCondition = name => !s_sections.Any(name.StartsWith);
                files.ReloadOnChange = false;
            });
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new ConfigurationException($"A file in '{directory}' cannot be read: {fault.Message}", fault);
        }
    }
}
