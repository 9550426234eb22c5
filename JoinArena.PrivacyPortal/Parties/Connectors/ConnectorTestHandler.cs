using System.Text.Json;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.Outbox;
using JoinArena.PrivacyPortal.Deletion.Erasure;
using JoinArena.PrivacyPortal.Disclosures;
using JoinArena.PrivacyPortal.Notifications;
using JoinArena.PrivacyPortal.Notifications.Webhooks;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Parties.Connectors;

/// <summary>
/// Carries a test out, the way an erasure would be told, under the same rules about what may be called. It is tried
/// once: that it failed is the answer, so the job is
/// done either way.
/// </summary>
internal sealed class ConnectorTestHandler(
    IDbContextFactory<PortalDbContext> contexts,
    PartyRegister parties,
    WebhookSender courier,
    MailSender mail,
    RecipeCheck recipes,
    PublicAddress portal,
    TimeProvider clock
) : IOutboxHandler
{
    public const string KindName = "connector-test";

    /// <summary>The type of the event that a webhook is tested with. It asks for nothing and is about nobody.</summary>
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
            // The kind of the fault, never its message: a mail server's may quote the address.
            fault = failed is OutboxHandlerException known ? known.Kind : failed.GetType().Name;
        }

        await using var write = await db.BeginWriteAsync(ct);
        test.Complete(fault, clock.GetInstant());
        // What answers a person's test is called again, whatever it did before.
        if (fault is null && test.Connector is ConnectorType.Webhook)
            await EndpointCircuitBreaker.ResetAsync(db, ErasureMessageHandler.EndpointKeyOf(party.Id), ct);
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
                await mail.SendAsync(job, party.Connector.Email!, Letter, ct);
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
            new
            {
                partyId = party.Id,
                test = true,
                message = "This is a test. Nobody asks for anything.",
            }
        );
        // Under a key of its own: a test that fails leaves what is waiting for the party alone.
        await courier.DeliverAsync(
            new($"party-test/{test.Id:N}", url, parties.GetActiveSecrets(connector)),
            id,
            body,
            ct
        );
    }

    private static Notice Letter =>
        new(
            "Test from the JoinArena privacy portal",
            [
                "This is a test. Nobody asks you to erase anything, and you need not answer.",
                "JoinArena has named this address as the one that is told when somebody asks to have their data erased. If that is wrong, please tell the person at JoinArena whom you know.",
            ]
        );

    private static ConnectorTestMessage Read(string payload) =>
        JsonSerializer.Deserialize<ConnectorTestMessage>(payload)
        ?? throw new InvalidOperationException("A job without content tests nothing.");
}
