using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.Outbox;
using JoinArena.PrivacyPortal.Deletion.Requests.Tasks;
using JoinArena.PrivacyPortal.Notifications;
using JoinArena.PrivacyPortal.Notifications.Webhooks;
using JoinArena.PrivacyPortal.Parties;
using JoinArena.PrivacyPortal.Parties.Connectors;
using JoinArena.PrivacyPortal.Shell;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Deletion.Erasure.Connectors;

/// <summary>
/// Calls a party's deletion API once for each item, as a reviewed recipe describes. The API's responses are the
/// party's answer.
/// </summary>
internal sealed class HttpConnector(
    IDbContextFactory<PortalDbContext> contexts,
    RecipeCatalog recipes,
    ConnectorSettings callable,
    OutboundHttp http,
    EndpointCircuitBreaker circuit,
    WebhookSender webhooks,
    IConfiguration configuration,
    TimeProvider clock
) : IConnector
{
    /// <summary>The header of each call with the instruction in words, for the party's log.</summary>
    internal const string InstructionHeader = "Erasure-Instruction";

    public ConnectorType Type => ConnectorType.Http;

    public async Task<NotificationResult> NotifyAsync(PartyNotification notification, CancellationToken ct)
    {
        if (notification.Message.Kind is not NotificationKind.Requested)
            return new();
        var api = await FindApiAsync(notification.PartyId, ct);

        // Without a reference the API cannot be told which item to erase, so a person has to ask.
        if (notification.Items.Any(i => i.References is null))
            throw OutboxHandlerException.Final("no-reference");
        var references = notification.Items.SelectMany(i => i.References!.Split('\n')).Distinct(StringComparer.Ordinal);
        var erased = false;
        foreach (var reference in references)
        {
            if (await EraseAsync(api, reference, ct))
                erased = true;
        }

        await SendInstructionAsync(notification, ct);
        // If an earlier attempt was made and the API now has nothing, that attempt most likely erased it.
        return new(Outcome: new(erased || notification.WasTried ? TaskOutcome.Erased : TaskOutcome.NothingHeld));
    }

    /// <summary>
    /// An API has no words for backups and for those who received a copy, so the party is told by email as well.
    /// </summary>
    private async Task SendInstructionAsync(PartyNotification notification, CancellationToken ct)
    {
        if (notification.Contact is not { } contact || !EmailAddress.IsValid(contact))
            return;
        await using var db = await contexts.CreateDbContextAsync(ct);
        db.Notices.SendToAddress(contact, null, PartyEmails.ComposeInstruction(notification), clock.GetInstant());
        await db.SaveChangesAsync(ct);
    }

    private async Task<DeletionApi> FindApiAsync(string partyId, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var party = await db.Parties.AsNoTracking().SingleOrDefaultAsync(p => p.Id == partyId, ct);
        if (
            party?.Connector is not { Type: ConnectorType.Http, Url: { } url } connector
            || recipes.Find(connector.Recipe) is not { } recipe
        )
        {
            throw OutboxHandlerException.Final("no-recipe");
        }

        if (configuration[$"Portal:Connectors:Secrets:{recipe.Secret}"] is not { Length: > 0 } secret)
            throw OutboxHandlerException.Final("no-secret");
        return new(PartyEndpoint.KeyFor(partyId), url, recipe, secret);
    }

    /// <returns>True if the API erased something; false if it had nothing to erase.</returns>
    private async Task<bool> EraseAsync(DeletionApi api, string reference, CancellationToken ct)
    {
        using var request = api.CreateRequest(reference, callable);
        await circuit.EnterAsync(api.EndpointKey, api.Url, ct);
        OutboundResponse response;
        try
        {
            response = await http.SendAsync(request, ct);
        }
        catch (OutboundHttpException fault)
        {
            var notBefore = await circuit.ReportFailureAsync(api.EndpointKey, api.Url, null, ct);
            throw OutboxHandlerException.Failed(fault.Kind, notBefore);
        }

        var kind = string.Create(CultureInfo.InvariantCulture, $"http-{response.Status}");
        if (response.Status is 429 or >= 500)
        {
            var retryDelay = webhooks.GetRetryDelay(response);
            var notBefore = await circuit.ReportFailureAsync(api.EndpointKey, api.Url, retryDelay, ct);
            throw OutboxHandlerException.Failed(kind, notBefore);
        }

        await circuit.ReportSuccessAsync(api.EndpointKey, ct);
        if (Matches(api.Recipe.Erased, response))
            return true;
        if (Matches(api.Recipe.NothingHeld, response))
            return false;
        throw OutboxHandlerException.Failed(kind);
    }

    private static bool Matches(ResponseMatcher matcher, OutboundResponse response)
    {
        if (!matcher.Statuses.Contains(response.Status))
            return false;
        if (matcher.Field is null)
            return true;
        try
        {
            return JsonNode.Parse(response.Body) is JsonObject body
                && body[matcher.Field] is JsonValue value
                && value.ToString() == matcher.ExpectedText;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>A party's deletion API, with the secret that opens it.</summary>
    private sealed record DeletionApi(string EndpointKey, string Url, Recipe Recipe, string Secret)
    {
        public HttpRequestMessage CreateRequest(string reference, ConnectorSettings callable)
        {
            if (Recipe.BuildUri(Url, reference, callable) is not { } call)
                throw OutboxHandlerException.Final("address-refused");
            var request = new HttpRequestMessage(Recipe.Method, call);
            var value = Recipe.Value.Replace(Recipe.SecretPlaceholder, Secret, StringComparison.Ordinal);
            request.Headers.Add(Recipe.Header, value);
            request.Headers.Add(InstructionHeader, ErasureInstruction.Text);
            return request;
        }
    }
}
