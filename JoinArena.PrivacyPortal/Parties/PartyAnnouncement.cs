using System.Text.RegularExpressions;
using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Notifications.Webhooks;
using JoinArena.PrivacyPortal.Parties.Connectors;
using JoinArena.PrivacyPortal.Policies;
using JoinArena.PrivacyPortal.Shell;
using JoinArena.PrivacyPortal.Workers;

namespace JoinArena.PrivacyPortal.Parties;

/// <summary>What JoinArena announces about a party.</summary>
public sealed partial record PartyAnnouncement(
    string? Name,
    string? Kind,
    string? Country = null,
    string? Website = null,
    string? PrivacyContact = null,
    ConnectorAnnouncement? Connector = null
)
{
    /// <summary>Every invalid field.</summary>
    /// <param name="id">The party's id, from the path.</param>
    /// <param name="callable">Which addresses the portal may call.</param>
    /// <param name="recipes">Which hosts a recipe may call.</param>
    public IReadOnlyList<FieldError> Validate(string id, ConnectorSettings callable, RecipeCatalog recipes)
    {
        var errors = new List<FieldError>();
        if (!WorkerAnnouncement.IsValidId(id))
            errors.Add(new("/partyId", "Give an id of 1 to 200 letters, digits and . _ : - in the path."));
        if (string.IsNullOrWhiteSpace(Name) || Name.Length > 200)
            errors.Add(new("/name", "Give the party's name, at most 200 characters."));
        if (!KebabCase.TryParse<PartyKind>(Kind, out _))
            errors.Add(new("/kind", $"Give one of {string.Join(", ", KebabCase.GetNames<PartyKind>())}."));
        if (Country is not null && !CountryCode().IsMatch(Country))
            errors.Add(new("/country", "Give an ISO 3166-1 code of two letters, such as US."));
        if (Website is not null && !IsWebAddress(Website, 500))
            errors.Add(new("/website", "Give an address that begins with https://."));
        if (PrivacyContact is not null && !IsContact(PrivacyContact))
            errors.Add(new("/privacyContact", "Give an email address or a web address."));
        errors.AddRange(Connector?.Validate(callable, recipes) ?? []);
        return errors;
    }

    internal static PartyAnnouncement FromParty(Party party) =>
        new(
            party.Name,
            party.Kind.ToKebabCase(),
            party.Country,
            party.Website,
            party.PrivacyContact,
            party.MergedInto is null ? ConnectorAnnouncement.FromConnector(party.Connector) : null
        );

    internal static bool IsWebAddress(string text, int longest) =>
        text.Length <= longest && Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http";

    private static bool IsContact(string text) => EmailAddress.IsValid(text) || IsWebAddress(text, 320);

    [GeneratedRegex(@"\A[A-Z]{2}\z", RegexOptions.None, 1000)]
    private static partial Regex CountryCode();
}
