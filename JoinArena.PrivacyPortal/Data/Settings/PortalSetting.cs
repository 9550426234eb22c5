using System.Globalization;

namespace JoinArena.PrivacyPortal.Data.Settings;

/// <summary>A setting that the portal reads: its name and the values it takes.</summary>
/// <param name="Key">
/// The configuration key, such as <c>Portal:Limits:CredentialsPerMinute</c>. A part <c>*</c> stands for the number of a
/// list's entry or for a name that the operator chooses.
/// </param>
/// <param name="Example">A value that it takes.</param>
/// <param name="FindFault">What is wrong with a value; null if nothing is.</param>
internal sealed record PortalSetting(string Key, string Example, Func<string, string?> FindFault)
{
    private readonly string[] _parts = Key.Split(':');

    /// <summary>The name as an environment variable, with the first entry of a list.</summary>
    public string Variable =>
        Key.Replace(":", "__", StringComparison.Ordinal).Replace("*", "0", StringComparison.Ordinal);

    /// <summary>A text. What it means is checked by the code that reads it.</summary>
    public static PortalSetting Text(string key, string example) => new(key, example, _ => null);

    public static PortalSetting Switch(string key, bool example) =>
        new(
            key,
            example ? "true" : "false",
            value => bool.TryParse(value, out _) ? null : $"'{value}' is neither true nor false"
        );

    /// <summary>One of a few words, in capitals or not; the last is the example.</summary>
    public static PortalSetting Choice(string key, params string[] words) =>
        new(
            key,
            words[^1],
            value =>
                words.Contains(value, StringComparer.OrdinalIgnoreCase)
                    ? null
                    : $"'{value}' is neither {string.Join(" nor ", words)}"
        );

    /// <summary>A whole number within bounds, both of which it may have.</summary>
    public static PortalSetting Number(string key, int example, int from, int to) =>
        new(
            key,
            example.ToString(CultureInfo.InvariantCulture),
            value =>
                int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                && number >= from
                && number <= to
                    ? null
                    : string.Create(
                        CultureInfo.InvariantCulture,
                        $"'{value}' is not a whole number from {from} to {to}"
                    )
        );

    /// <summary>Whether a key of the configuration is this setting.</summary>
    public bool IsNamedBy(string key) => key.Split(':') is var parts && parts.Length == _parts.Length && Begins(parts);

    /// <summary>Whether a key of the configuration is a section that this setting is in.</summary>
    public bool IsIn(string key) => key.Split(':') is var parts && parts.Length < _parts.Length && Begins(parts);

    private bool Begins(string[] parts) =>
        parts
            .Zip(_parts)
            .All(pair =>
                pair.Second == "*" || string.Equals(pair.First, pair.Second, StringComparison.OrdinalIgnoreCase)
            );
}
