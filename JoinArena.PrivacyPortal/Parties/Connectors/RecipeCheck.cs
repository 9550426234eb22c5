using JoinArena.PrivacyPortal.Data.Outbox;
using JoinArena.PrivacyPortal.Notifications.Webhooks;

namespace JoinArena.PrivacyPortal.Parties.Connectors;

/// <summary>
/// Checks a party's recipe without a call: every call erases, so there is none that only tests.
/// </summary>
internal sealed class RecipeCheck(RecipeCatalog recipes, ConnectorSettings callable, IConfiguration configuration)
{
    private const string Sample = "a name/with ?everything#";

    /// <summary>Checks everything that an erasure needs before its first call.</summary>
    /// <exception cref="OutboxHandlerException">Something is missing, or the address must not be called.</exception>
    public void EnsureUsable(Connector connector)
    {
        if (recipes.Find(connector.Recipe) is not { } recipe)
            throw OutboxHandlerException.Final("no-recipe");
        if (configuration[$"Portal:Connectors:Secrets:{recipe.Secret}"] is not { Length: > 0 } secret)
            throw OutboxHandlerException.Final("no-secret");
        if (connector.Url is not { } url || recipe.BuildUri(url, Sample, callable) is not { } call)
            throw OutboxHandlerException.Final("address-refused");
        using var request = new HttpRequestMessage(recipe.Method, call);
        if (
            !request.Headers.TryAddWithoutValidation(
                recipe.Header,
                recipe.Value.Replace(Recipe.SecretPlaceholder, secret, StringComparison.Ordinal)
            )
        )
        {
            throw OutboxHandlerException.Final("header-refused");
        }
    }
}
