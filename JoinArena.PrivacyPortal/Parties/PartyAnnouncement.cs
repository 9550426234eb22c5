using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.Input;
using JoinArena.PrivacyPortal.Notifications.Webhooks;
using JoinArena.PrivacyPortal.Parties.Connectors;
using JoinArena.PrivacyPortal.Policies;
using JoinArena.PrivacyPortal.Shell;
using JoinArena.PrivacyPortal.Workers;

namespace JoinArena.PrivacyPortal.Parties;

/// <summary>What JoinArena announces about a party.</summary>
public sealed record PartyAnnouncement(
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
        errors.AddTextFault("/name", Name);
        if (!KebabCase.TryParse<PartyKind>(Kind, out _))
            errors.Add(new("/kind", $"Give one of {string.Join(", ", KebabCase.GetNames<PartyKind>())}."));
        if (Country is not null && !CountryCode.TryReadCountry(Country, out _, out var fault))
            errors.Add(new("/country", fault));
        if (Website is not null && !IsWebAddress(Website, 500))
            errors.Add(new("/website", "Give an address that begins with https://."));
        errors.AddTextFault("/website", Website);
        if (PrivacyContact is not null && !IsContact(PrivacyContact))
            errors.Add(new("/privacyContact", "Give an email address or a web address."));
        errors.AddTextFault("/privacyContact", PrivacyContact);
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
}
