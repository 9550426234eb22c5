namespace JoinArena.PrivacyPortal.Parties.Connectors;

/// <summary>How to call a party's own deletion API, read from a reviewed file.</summary>
/// <param name="Code">The recipe's name, to which a party's connector refers.</param>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">
/// Appended to the party's address; <c>{reference}</c> is replaced by the party's own id of the item.
/// </param>
/// <param name="Header">The header that carries the secret.</param>
/// <param name="Value">The header's value; <c>{secret}</c> is replaced by the secret.</param>
/// <param name="Secret">The secret's name under <c>Portal:Connectors:Secrets</c>.</param>
/// <param name="Erased">Matches the response to a successful erasure.</param>
/// <param name="NothingHeld">Matches the response when the party has no such item.</param>
public sealed record Recipe(
    string Code,
    HttpMethod Method,
    string Path,
    string Header,
    string Value,
    string Secret,
    ResponseMatcher Erased,
    ResponseMatcher NothingHeld
)
{
    internal const string ReferencePlaceholder = "{reference}";
    internal const string SecretPlaceholder = "{secret}";

    /// <summary>The address to call for one item.</summary>
    public Uri BuildUri(string url, string reference) =>
        new(
            url.TrimEnd('/')
                + Path.Replace(ReferencePlaceholder, Uri.EscapeDataString(reference), StringComparison.Ordinal)
        );
}

/// <summary>Matches an HTTP response.</summary>
/// <param name="Statuses">The HTTP status codes that match.</param>
/// <param name="Field">A field of the JSON body that must match, too; null when the status is enough.</param>
/// <param name="ExpectedText">The text the field must have.</param>
public sealed record ResponseMatcher(IReadOnlyList<int> Statuses, string? Field, string? ExpectedText);
