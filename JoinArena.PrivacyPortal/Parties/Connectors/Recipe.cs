using JoinArena.PrivacyPortal.Notifications.Webhooks;

namespace JoinArena.PrivacyPortal.Parties.Connectors;

/// <summary>How to call a party's own deletion API, read from a reviewed file.</summary>
/// <param name="Code">The recipe's name, to which a party's connector refers.</param>
/// <param name="Hosts">The only hosts that may get the secret, in lower case.</param>
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
    IReadOnlyList<string> Hosts,
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

    /// <summary>
    /// Whether an address belongs to the party that the recipe was written for. For development this machine counts too,
    /// where the portal may call private networks.
    /// </summary>
    public bool IsFor(Uri address, ConnectorSettings callable) =>
        callable.MayCall(address)
        && (
            Hosts.Contains(address.Host, StringComparer.OrdinalIgnoreCase)
            || (callable.AllowPrivateNetworks && address.IsLoopback)
        );

    /// <summary>
    /// The address to call for one item; null if it would be another party's, or if the reference would lead to another
    /// path, as <c>..</c> does.
    /// </summary>
    /// <param name="url">The base address of the party's API.</param>
    /// <param name="reference">The party's own id of the item.</param>
    /// <param name="callable">Which addresses the portal may call.</param>
    public Uri? BuildUri(string url, string reference, ConnectorSettings callable)
    {
        var path = Path.Replace(ReferencePlaceholder, Uri.EscapeDataString(reference), StringComparison.Ordinal);
        var text = url.TrimEnd('/') + path;
        return
            Uri.TryCreate(url, UriKind.Absolute, out var origin)
            && origin.Query.Length == 0
            && Uri.TryCreate(text, UriKind.Absolute, out var call)
            && call.PathAndQuery.EndsWith(path, StringComparison.Ordinal)
            && IsFor(call, callable)
            ? call
            : null;
    }
}

/// <summary>Matches an HTTP response.</summary>
/// <param name="Statuses">The HTTP status codes that match.</param>
/// <param name="Field">A field of the JSON body that must match, too; null when the status is enough.</param>
/// <param name="ExpectedText">The text the field must have.</param>
public sealed record ResponseMatcher(IReadOnlyList<int> Statuses, string? Field, string? ExpectedText);
