using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Ledger.Notes;

namespace JoinArena.PrivacyPortal.Ledger;

/// <summary>Settings under <c>Portal:Ledger</c>.</summary>
/// <param name="KeyFile">Where the signing key is.</param>
/// <param name="Origin">The log's name, where it is told.</param>
/// <param name="DefaultOrigin">
/// The name of a log that is begun without one: the host of the public address, and <c>/ledger</c>.
/// </param>
public sealed record LedgerOptions(string KeyFile, string? Origin, Func<string> DefaultOrigin)
{
    /// <exception cref="ConfigurationException">The name cannot be a log's.</exception>
    public static LedgerOptions From(IConfiguration configuration, DataDirectory directory, PublicAddress portal)
    {
        var origin = configuration["Portal:Ledger:Origin"] is { Length: > 0 } told ? told : null;
        if (origin is not null && !KeyName.IsValid(origin))
        {
            throw ConfigurationException.ForSetting(
                "Portal__Ledger__Origin",
                $"'{origin}' has a space or a plus sign in it",
                "privacy.example.com/ledger"
            );
        }

        var file = configuration["Portal:Ledger:KeyFile"] is { Length: > 0 } named
            ? Path.GetFullPath(named)
            : Path.Combine(directory.Path, "ledger", "signing.key");
        return new(file, origin, () => $"{portal.Root.Host}/ledger");
    }
}
