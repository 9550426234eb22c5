namespace JoinArena.PrivacyPortal.Access;

/// <summary>What an API key may do.</summary>
public static class Scopes
{
    public const string WorkersWrite = "workers:write";
    public const string WorkersRead = "workers:read";
    public const string PartiesWrite = "parties:write";
    public const string DisclosuresWrite = "disclosures:write";
    public const string ErasuresWrite = "erasures:write";

    public static readonly IReadOnlyList<string> All =
    [
        WorkersWrite,
        WorkersRead,
        PartiesWrite,
        DisclosuresWrite,
        ErasuresWrite,
    ];

    /// <summary>
    /// The scope of a party that may list and answer its own erasures and nobody else's:
    /// <c>erasures:write/acme-llm</c>.
    /// </summary>
    public static string GetErasuresScope(string partyId) => $"{ErasuresWrite}/{partyId}";

    /// <summary>Whether it is one that a key can carry.</summary>
    public static bool IsValid(string scope) =>
        All.Contains(scope, StringComparer.Ordinal)
        || (
            FindParty(scope) is { Length: > 0 and <= 200 } party
            && party.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or ':' or '-')
        );

    /// <summary>The party whose erasures alone a scope opens; null for every other scope.</summary>
    public static string? FindParty(string scope) =>
        scope.StartsWith(ErasuresWrite + "/", StringComparison.Ordinal) ? scope[(ErasuresWrite.Length + 1)..] : null;
}
