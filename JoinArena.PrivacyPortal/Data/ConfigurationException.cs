namespace JoinArena.PrivacyPortal.Data;

/// <summary>
/// A setting or a reviewed file that keeps the portal from starting. The message is printed as it is and the process
/// exits with 78 (EX_CONFIG).
/// </summary>
public sealed class ConfigurationException : Exception
{
    public ConfigurationException(string message)
        : base(message) { }

    public ConfigurationException(string message, Exception cause)
        : base(message, cause) { }

    public ConfigurationException() { }

    /// <summary>The problem with one setting, in the one form all of them are told.</summary>
    /// <param name="setting">Its name in environment form, such as <c>Portal__Database__Provider</c>.</param>
    /// <param name="wrong">What is wrong with the value given.</param>
    /// <param name="example">A value that would do.</param>
    public static ConfigurationException ForSetting(string setting, string wrong, string example) =>
        new($"{setting}: {wrong}; for example {setting}={example}");
}
