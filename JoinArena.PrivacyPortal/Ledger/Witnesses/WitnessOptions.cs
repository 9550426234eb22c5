using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Ledger.Notes;

namespace JoinArena.PrivacyPortal.Ledger.Witnesses;

/// <summary>
/// Settings under <c>Portal:Ledger</c>: who witnesses this portal's log, and whose logs this portal witnesses.
/// </summary>
/// <param name="Witnesses">Who is asked to cosign each checkpoint of this log.</param>
/// <param name="Logs">
/// Keys of the logs that this portal cosigns; a log may have several while it changes its key.
/// </param>
/// <param name="KeyFile">Where the key it cosigns with is.</param>
public sealed record WitnessOptions(
    IReadOnlyList<KnownWitness> Witnesses,
    IReadOnlyList<VerifierKey> Logs,
    string KeyFile
)
{
    /// <summary>What the file of the key it cosigns with is called, beside the log's.</summary>
    public const string FileName = "witness.key";

    /// <exception cref="ConfigurationException">An address or a key is none.</exception>
    public static WitnessOptions From(IConfiguration configuration, LedgerOptions ledger)
    {
        var witnesses = configuration.GetSection("Portal:Ledger:Witnesses").GetChildren().Select(Witness).ToList();
        if (witnesses.Select(w => w.Key).Distinct().Count() < witnesses.Count)
        {
            throw ConfigurationException.ForSetting(
                "Portal__Ledger__Witnesses",
                "a key stands there twice",
                "one entry a witness"
            );
        }

        return new(
            witnesses,
            [.. configuration.GetSection("Portal:Ledger:WitnessedLogs").GetChildren().Select(Log)],
            Path.Combine(Path.GetDirectoryName(ledger.KeyFile)!, FileName)
        );
    }

    private static KnownWitness Witness(IConfigurationSection section)
    {
        var setting = section.Path.Replace(":", "__", StringComparison.Ordinal);
        if (
            !Uri.TryCreate(section["Url"], UriKind.Absolute, out var url)
            || url is not { Scheme: "http" or "https", Query: "", Fragment: "" }
        )
        {
            throw ConfigurationException.ForSetting(
                $"{setting}__Url",
                $"'{section["Url"]}' is not where a witness is",
                "https://witness.example.org"
            );
        }

        if (!VerifierKey.TryParse(section["Key"], out var key) || key.Type is not KeyType.Ed25519Cosignature)
        {
            throw ConfigurationException.ForSetting(
                $"{setting}__Key",
                $"'{section["Key"]}' is no key of a witness",
                "witness.example.org+af0cfe78+BNtq…"
            );
        }

        return new(new($"{url.AbsoluteUri.TrimEnd('/')}/"), key);
    }

    private static VerifierKey Log(IConfigurationSection section) =>
        VerifierKey.TryParse(section.Value, out var key) && key.Type is KeyType.Ed25519
            ? key
            : throw ConfigurationException.ForSetting(
                section.Path.Replace(":", "__", StringComparison.Ordinal),
                $"'{section.Value}' is no key of a log",
                "privacy.example.org/ledger+530d903a+Aeky…"
            );
}
