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
    /// <exception cref="ConfigurationException">The setting is not a valid name for a log.</exception>
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
        return new(file, origin, () => $"{portal.Root.Host}/ledger");
    }
}
