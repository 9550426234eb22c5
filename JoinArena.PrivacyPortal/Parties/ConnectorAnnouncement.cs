using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.Input;
using JoinArena.PrivacyPortal.Notifications.Webhooks;
using JoinArena.PrivacyPortal.Parties.Connectors;
using JoinArena.PrivacyPortal.Shell;

namespace JoinArena.PrivacyPortal.Parties;

/// <summary>How the party is to be notified that it must erase data.</summary>
/// <param name="Recipe">
/// For <c>http</c>: the name of a reviewed recipe in <c>policies/connectors</c>; <c>url</c> is then the base address of
/// the party's API.
/// </param>
/// <param name="Secret">
/// For <c>webhook</c>: the signing secret. Without one the webhook keeps the secret that it has, or gets a new one.
/// </param>
/// <param name="Rotate">Whether a webhook gets a new secret; the old one still signs, too, for a day.</param>
public sealed partial record ConnectorAnnouncement(
    string? Type,
    string? Url = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Secret = null,
    string? Email = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool Rotate = false,
    string? Recipe = null
)
{
    /// <summary>How a party is notified that was announced without a connector: by a person.</summary>
    internal static readonly ConnectorAnnouncement Default = new(ConnectorType.Manual.ToKebabCase());

    internal static ConnectorAnnouncement FromConnector(Connector connector) =>
        new(connector.Type.ToKebabCase(), connector.Url, Email: connector.Email, Recipe: connector.Recipe);

    internal IEnumerable<FieldError> Validate(ConnectorSettings callable, RecipeCatalog recipes)
    {
        if (!KebabCase.TryParse<ConnectorType>(Type, out var type))
        {
            yield return new(
                "/connector/type",
                $"Give one of {string.Join(", ", KebabCase.GetNames<ConnectorType>())}."
            );
            yield break;
        }

        if (
            type is ConnectorType.Webhook or ConnectorType.Http
            && (Url is null || Url.Length > 2000 || !callable.MayCall(Url))
        )
        {
            yield return new(
                "/connector/url",
                "Give the https address to notify. It must be on the public Internet and contain no user name or password."
            );
        }

        if (type is ConnectorType.Http && (Recipe is null || !RecipeName().IsMatch(Recipe)))
        {
            yield return new(
                "/connector/recipe",
                "Give the name of a recipe in policies/connectors, such as assemblyai."
            );
        }

        // A recipe that is not there yet may come with the next update; its hosts are checked at each call as well.
        if (
            type is ConnectorType.Http
            && recipes.Find(Recipe) is { } recipe
            && Uri.TryCreate(Url, UriKind.Absolute, out var address)
            && callable.MayCall(address)
            && !recipe.IsFor(address, callable)
        )
        {
            yield return new(
                "/connector/url",
                $"The recipe {recipe.Code} sends its secret only to {string.Join(", ", recipe.Hosts)}."
            );
        }

        if (type is ConnectorType.Email && !EmailAddress.IsValid(Email))
            yield return new("/connector/email", "Give the email address to notify.");
        foreach (var (member, text) in new[] { ("url", Url), ("email", Email), ("recipe", Recipe) })
        {
            if (text is not null && TextRules.FindFault(text) is { } fault)
                yield return new($"/connector/{member}", fault);
        }

        if (Secret is not null && !WebhookSecret.IsValid(Secret))
        {
            yield return new(
                "/connector/secret",
                "Give whsec_ followed by 24 to 64 random bytes in base64, or leave it out to receive a new secret."
            );
        }
    }

    [GeneratedRegex(@"\A[a-z0-9](?:[a-z0-9-]{0,58}[a-z0-9])?\z", RegexOptions.None, 1000)]
    private static partial Regex RecipeName();
}
