using System.Text.Json;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.Outbox;
using JoinArena.PrivacyPortal.Notifications;
using JoinArena.PrivacyPortal.Notifications.Webhooks;
using JoinArena.PrivacyPortal.Shell;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Parties.Connectors;

/// <summary>
/// Runs a test in the way the party would be notified, under the same rules about which addresses may be called. A test
/// is tried once: a failure is a result, too, and ends the job.
/// </summary>
internal sealed class ConnectorTestHandler(
    IDbContextFactory<PortalDbContext> contexts,
    PartyRegister parties,
    WebhookSender webhooks,
    MailSender mail,
    RecipeCheck recipes,
    PublicAddress portal,
    TimeProvider clock
) : IOutboxHandler
{
    public const string KindName = "connector-test";

    /// <summary>The type of the test event. It asks for nothing and concerns no worker.</summary>
    public const string EventType = "com.joinarena.connector.test.v1";

    public string Kind => KindName;

    public async Task HandleAsync(Guid job, string payload, CancellationToken ct)
    {
        var id = Read(payload).Test;
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await db.Set<ConnectorTest>().SingleOrDefaultAsync(t => t.Id == id, ct) is not { EndedAt: null } test)
            return;
        var party = await db.Parties.AsNoTracking().SingleAsync(p => p.Id == test.PartyId, ct);
        string? fault = null;
        try
        {
            await TryAsync(party, test, job, ct);
        }
        catch (Exception failed) when (!ct.IsCancellationRequested)
        {
            // Keeps the kind of the fault, not its message: a mail server's message may quote the address.
            fault = failed is OutboxHandlerException known ? known.Kind : failed.GetType().Name;
        }

        await using var write = await db.BeginWriteAsync(ct);
        test.Complete(fault, clock.GetInstant());
        // An endpoint that passes a test is called again, whatever happened before.
        if (fault is null && test.Connector is ConnectorType.Webhook)
            await EndpointCircuitBreaker.ResetAsync(db, PartyEndpoint.KeyFor(party.Id), ct);
        await db.SaveChangesAsync(ct);
        await write.CommitAsync(ct);
    }

    private async Task TryAsync(Party party, ConnectorTest test, Guid job, CancellationToken ct)
    {
        if (party.Connector.Type != test.Connector)
            throw OutboxHandlerException.Final("connector-changed");
        switch (test.Connector)
        {
            case ConnectorType.Webhook:
                await CallAsync(party, test, ct);
                break;
            case ConnectorType.Email:
                if (!EmailAddress.IsValid(party.Connector.Email))
                    throw OutboxHandlerException.Final("no-address");
                await mail.SendAsync(job, party.Connector.Email!, TestEmail, ct);
                break;
            case ConnectorType.Http:
                recipes.EnsureUsable(party.Connector);
                break;
            case ConnectorType.Manual or ConnectorType.Internal:
                throw OutboxHandlerException.Final("nothing-to-test");
        }
    }

    private async Task CallAsync(Party party, ConnectorTest test, CancellationToken ct)
    {
        if (party.Connector is not { Url: { } url, ProtectedSecret: not null } connector)
            throw OutboxHandlerException.Final("no-endpoint");
        var id = $"test_{test.Id:N}";
        var body = CloudEvent.SerializeToUtf8Bytes(
            id,
            portal,
            EventType,
            test.At,
            new ConnectorTestEventData(party.Id, Test: true, "This is a test. It asks for nothing.")
        );
        // Has its own circuit breaker key, so that a failed test doesn't hold up what waits for the party.
        await webhooks.DeliverAsync(
            new($"party-test/{test.Id:N}", url, parties.GetActiveSecrets(connector)),
            id,
            body,
            ct
        );
    }

    private static Notice TestEmail =>
        new(
            "Test from the JoinArena privacy portal",
            [
                "This is a test. You do not need to erase anything or reply.",
                "JoinArena will notify you at this address when a person asks to have their data erased. "
                    + "If this is the wrong address, please tell your contact at JoinArena.",
            ]
        );

    private static ConnectorTestMessage Read(string payload) =>
        JsonSerializer.Deserialize<ConnectorTestMessage>(payload)
        ?? throw new InvalidOperationException("The message of a connector test is empty.");
}
