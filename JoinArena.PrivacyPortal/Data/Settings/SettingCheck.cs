namespace JoinArena.PrivacyPortal.Data.Settings;

/// <summary>
/// Checks the names and values of all settings before any of them is used. A setting with a misspelt name would
/// otherwise have no effect and nobody would notice.
/// </summary>
internal static class SettingCheck
{
    private const string Section = "Portal";
    private const string Connections = "ConnectionStrings";
    private const string Connection = "ConnectionStrings__Portal";

    /// <exception cref="ConfigurationException">A name is not known, or a value is not one that it takes.</exception>
    public static void Check(IConfiguration configuration)
    {
        CheckSectionNames(configuration);
        foreach (var (key, value) in configuration.GetSection(Section).AsEnumerable().OrderBy(s => s.Key))
        {
            // PORTAL alone is a variable of another program.
            if (value is not null && key.Contains(':'))
                Check(key, value);
        }
    }

    private static void Check(string key, string value)
    {
        var setting = SettingCatalog.Settings.FirstOrDefault(s => s.IsNamedBy(key));
        if (setting is null)
        {
            // An empty list or section of a JSON file.
            if (value.Length == 0 && SettingCatalog.Settings.Any(s => s.IsIn(key)))
                return;
            throw Unknown(ToVariable(key));
        }

        if (setting.FindFault(value) is { } wrong)
            throw ConfigurationException.ForSetting(ToVariable(key), wrong, setting.Example);
    }

    // Names such as Portal_Limits__CredentialsPerMinute are in no section that the portal reads. A name without a
    // double underscore is not taken for a setting: Kubernetes sets PORTAL_PORT and the like for a service "portal".
    private static void CheckSectionNames(IConfiguration configuration)
    {
        foreach (var section in configuration.GetChildren())
        {
            if (string.Equals(section.Key, Section, StringComparison.OrdinalIgnoreCase) || !section.GetChildren().Any())
                continue;
            if (
                section.Key.StartsWith(Section, StringComparison.OrdinalIgnoreCase)
                || NearestName.Distance(section.Key, Section) == 1
            )
            {
                throw Unknown(
                    ToVariable(section.AsEnumerable().OrderBy(s => s.Key).First(s => s.Value is not null).Key)
                );
            }
        }

        foreach (var connection in configuration.GetSection(Connections).GetChildren())
        {
            if (NearestName.Distance(connection.Key, Section) is 1 or 2)
                throw Unknown(ToVariable(connection.Path));
        }
    }

    private static ConfigurationException Unknown(string variable)
    {
        string[] names = [.. SettingCatalog.Settings.Select(s => s.Variable), Connection];
        return new($"{variable}: there is no such setting; the nearest name is {NearestName.Find(variable, names)}");
    }

    private static string ToVariable(string key) => key.Replace(":", "__", StringComparison.Ordinal);
}
