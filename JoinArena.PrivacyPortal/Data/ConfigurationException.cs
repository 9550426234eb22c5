namespace JoinArena.PrivacyPortal.Data;

/// <summary>
/// A wrong setting or reviewed file, with which the portal cannot start. The message is printed unchanged and the
/// process exits with 78 (EX_CONFIG).
/// </summary>
public sealed class ConfigurationException : Exception
{
    public ConfigurationException(string message)
        : base(message) { }

    public ConfigurationException(string message, Exception cause)
        : base(message, cause) { }

    public ConfigurationException() { }

    /// <summary>The problem with one setting, in the format that all setting errors have.</summary>
    /// <param name="setting">The setting's name in environment form, such as <c>Portal__Database__Provider</c>.</param>
    /// <param name="wrong">What is wrong with its value.</param>
    /// <param name="example">An example of a correct value.</param>
    public static ConfigurationException ForSetting(string setting, string wrong, string example) =>
        new($"{setting}: {wrong}; for example {setting}={example}");
}
