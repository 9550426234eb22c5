using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.Settings;
using JoinArena.PrivacyPortal.Ledger.Notes;

namespace JoinArena.PrivacyPortal.Ledger;

/// <summary>Settings under <c>Portal:Ledger</c>.</summary>
/// <param name="KeyFile">The path of the signing key's file.</param>
/// <param name="Origin">The log's name; null if no setting gives one.</param>
/// <param name="DefaultOrigin">
/// The name for a new log when no setting gives one: the host of the public address followed by <c>/ledger</c>.
/// </param>
public sealed record LedgerOptions(string KeyFile, string? Origin, Func<string> DefaultOrigin)
{
    /// <summary>Copies of the log outside this portal, each with a slash at its end.</summary>
    public IReadOnlyList<Uri> Copies { get; init; } = [];

    /// <exception cref="ConfigurationException">
    /// The log's name is not valid, or the address of a copy is not.
    /// </exception>
    public static LedgerOptions From(IConfiguration configuration, DataDirectory directory, PublicAddress portal)
    {
        var origin = configuration["Portal:Ledger:Origin"] is { Length: > 0 } given ? given : null;
        if (origin is not null && !KeyName.IsValid(origin))
        {
            throw ConfigurationException.ForSetting(
                "Portal__Ledger__Origin",
                $"'{origin}' contains a space or a plus sign",
                "privacy.example.com/ledger"
            );
        }

        var file = configuration["Portal:Ledger:KeyFile"] is { Length: > 0 } path
            ? ContentRoot.GetFullPath(configuration, path)
            : Path.Combine(directory.Path, "ledger", "signing.key");
        return new(file, origin, () => $"{portal.Root.Host}{portal.Root.AbsolutePath}ledger")
        {
            Copies = [.. configuration.GetSection("Portal:Ledger:Copies").GetChildren().Select(ReadCopy)],
        };
    }

    private static Uri ReadCopy(IConfigurationSection section) =>
        Uri.TryCreate(section.Value, UriKind.Absolute, out var url)
        && url is { Scheme: "http" or "https", Query: "", Fragment: "", UserInfo: "" }
            ? new($"{url.AbsoluteUri.TrimEnd('/')}/")
            : throw ConfigurationException.ForSetting(
                section.Path.Replace(":", "__", StringComparison.Ordinal),
                $"'{section.Value}' is not a web address without user, query and fragment",
                "https://log.example.com"
            );
}
