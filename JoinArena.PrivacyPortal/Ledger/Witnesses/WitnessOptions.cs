using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Ledger.Notes;

namespace JoinArena.PrivacyPortal.Ledger.Witnesses;

/// <summary>
/// Settings under <c>Portal:Ledger</c>: the witnesses of this portal's log, and the logs that this portal witnesses.
/// </summary>
/// <param name="Witnesses">The witnesses that are asked to cosign each checkpoint of this log.</param>
/// <param name="Logs">
/// Verifier keys of the logs that this portal cosigns. A log may have several during a key change.
/// </param>
/// <param name="KeyFile">The path of the witness key's file.</param>
public sealed record WitnessOptions(
    IReadOnlyList<KnownWitness> Witnesses,
    IReadOnlyList<VerifierKey> Logs,
    string KeyFile
)
{
    /// <summary>The name of the witness key's file, beside the log's key.</summary>
    public const string FileName = "witness.key";

    /// <exception cref="ConfigurationException">An address or a key is not valid.</exception>
    public static WitnessOptions From(IConfiguration configuration, LedgerOptions ledger)
    {
        var witnesses = configuration.GetSection("Portal:Ledger:Witnesses").GetChildren().Select(ReadWitness).ToList();
        if (witnesses.Select(w => w.Key).Distinct().Count() < witnesses.Count)
        {
            throw ConfigurationException.ForSetting(
                "Portal__Ledger__Witnesses",
                "two witnesses have the same key",
                "one entry per witness"
            );
        }

        return new(
            witnesses,
            [.. configuration.GetSection("Portal:Ledger:WitnessedLogs").GetChildren().Select(ReadLog)],
            Path.Combine(Path.GetDirectoryName(ledger.KeyFile)!, FileName)
        );
    }

    private static KnownWitness ReadWitness(IConfigurationSection section)
    {
        var setting = section.Path.Replace(":", "__", StringComparison.Ordinal);
        if (
            !Uri.TryCreate(section["Url"], UriKind.Absolute, out var url)
            || url is not { Scheme: "http" or "https", Query: "", Fragment: "", UserInfo: "" }
        )
        {
            throw ConfigurationException.ForSetting(
                $"{setting}__Url",
                $"'{section["Url"]}' is not a web address without user, query and fragment",
                "https://witness.example.org"
            );
        }

        if (!VerifierKey.TryParse(section["Key"], out var key) || key.Type is not KeyType.Ed25519Cosignature)
        {
            throw ConfigurationException.ForSetting(
                $"{setting}__Key",
                $"'{section["Key"]}' is not a witness's verifier key",
                "witness.example.org+af0cfe78+BNtq…"
            );
        }

        return new(new($"{url.AbsoluteUri.TrimEnd('/')}/"), key);
    }

    private static VerifierKey ReadLog(IConfigurationSection section) =>
        VerifierKey.TryParse(section.Value, out var key) && key.Type is KeyType.Ed25519
            ? key
            : throw ConfigurationException.ForSetting(
                section.Path.Replace(":", "__", StringComparison.Ordinal),
                $"'{section.Value}' is not a log's verifier key",
                "privacy.example.org/ledger+530d903a+Aeky…"
            );
}
