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
    /// The scope with which a party may list and answer its own erasures only: <c>erasures:write/acme-llm</c>.
    /// </summary>
    public static string GetErasuresScope(string partyId) => $"{ErasuresWrite}/{partyId}";

    /// <summary>True if a key can have this scope.</summary>
    public static bool IsValid(string scope) =>
        All.Contains(scope, StringComparer.Ordinal)
        || (
            FindParty(scope) is { Length: > 0 and <= 200 } party
            && party.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or ':' or '-')
        );

    /// <summary>The party in a scope that is limited to one party, or null for any other scope.</summary>
    public static string? FindParty(string scope) =>
        scope.StartsWith(ErasuresWrite + "/", StringComparison.Ordinal) ? scope[(ErasuresWrite.Length + 1)..] : null;
}
