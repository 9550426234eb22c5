using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.Outbox;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Notifications.Webhooks;
using JoinArena.PrivacyPortal.Parties;
using JoinArena.PrivacyPortal.Parties.Connectors;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Deletion.Erasure.Connectors;

/// <summary>
/// Calls a party's own deletion API, once for each thing it was sent, as a reviewed recipe says. Its answers are the
/// outcome.
/// </summary>
internal sealed class HttpConnector(
    IDbContextFactory<PortalDbContext> contexts,
    RecipeCatalog recipes,
    OutboundHttp http,
    EndpointCircuitBreaker circuit,
    WebhookSender courier,
    IConfiguration configuration
) : IConnector
{
    public ConnectorType Type => ConnectorType.Http;

    public async Task<NotificationResult> NotifyAsync(PartyNotification errand, CancellationToken ct)
    {
        if (errand.Message.Kind is not NotificationKind.Requested)
            return new();
        await using var db = await contexts.CreateDbContextAsync(ct);
        var party = await db.Parties.AsNoTracking().SingleOrDefaultAsync(p => p.Id == errand.PartyId, ct);
        if (
            party?.Connector is not { Type: ConnectorType.Http, Url: { } url } connector
            || recipes.Find(connector.Recipe) is not { } recipe
        )
        {
            throw OutboxHandlerException.Final("no-recipe");
        }

        if (configuration[$"Portal:Connectors:Secrets:{recipe.Secret}"] is not { Length: > 0 } secret)
            throw OutboxHandlerException.Final("no-secret");

        // What nobody reported a name for cannot be asked for by name: a person has to.
        if (errand.Items.Any(i => i.References is null))
            throw OutboxHandlerException.Final("no-reference");
        var erased = false;
        foreach (
            var reference in errand.Items.SelectMany(i => i.References!.Split('\n')).Distinct(StringComparer.Ordinal)
        )
        {
            erased |= await EraseAsync(errand, recipe, url, secret, reference, ct);
        }
        // Nothing there any more after an earlier try of ours most likely went with that try.
        return new(Outcome: new(erased || errand.WasTried ? TaskOutcome.Erased : TaskOutcome.NothingHeld));
    }

    /// <returns>Whether there was something to erase.</returns>
    private async Task<bool> EraseAsync(
        PartyNotification errand,
        Recipe recipe,
        string url,
        string secret,
        string reference,
        CancellationToken ct
    )
    {
        var key = PartyEndpoint.KeyFor(errand.PartyId);
        await circuit.EnterAsync(key, url, ct);
        OutboundResponse answer;
        try
        {
            using var request = new HttpRequestMessage(recipe.Method, recipe.BuildUri(url, reference));
            request.Headers.Add(
                recipe.Header,
                recipe.Value.Replace(Recipe.SecretPlaceholder, secret, StringComparison.Ordinal)
            );
            answer = await http.SendAsync(request, ct);
        }
        catch (OutboundHttpException fault)
        {
            throw OutboxHandlerException.Failed(fault.Kind, await circuit.ReportFailureAsync(key, url, null, ct));
        }

        var kind = string.Create(CultureInfo.InvariantCulture, $"http-{answer.Status}");
        if (answer.Status is 429 or >= 500)
        {
            throw OutboxHandlerException.Failed(
                kind,
                await circuit.ReportFailureAsync(key, url, courier.GetRetryDelay(answer), ct)
            );
        }

        await circuit.ReportSuccessAsync(key, ct);
        if (Passes(recipe.Erased, answer))
            return true;
        return Passes(recipe.NothingHeld, answer) ? false : throw OutboxHandlerException.Failed(kind);
    }

    private static bool Passes(ResponseMatcher test, OutboundResponse answer)
    {
        if (!test.Statuses.Contains(answer.Status))
            return false;
        if (test.Field is null)
            return true;
        try
        {
            return JsonNode.Parse(answer.Body) is JsonObject body
                && body[test.Field] is JsonValue value
                && value.ToString() == test.ExpectedText;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
