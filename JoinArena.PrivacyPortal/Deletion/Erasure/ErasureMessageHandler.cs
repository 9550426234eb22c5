using System.Text.Json;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.Outbox;
using JoinArena.PrivacyPortal.Notifications.Webhooks;
using JoinArena.PrivacyPortal.Parties.Connectors;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Deletion.Erasure;

/// <summary>Tells parties what waits in the outbox for them, each over its connector.</summary>
internal sealed class ErasureMessageHandler(PartyNotificationService errands, IEnumerable<IConnector> connectors)
    : IOutboxHandler
{
    public string Kind => ErasureMessage.KindName;

    public async Task HandleAsync(Guid job, string payload, CancellationToken ct)
    {
        var wanted = Read(payload);
        if (await errands.BeginAsync(wanted, ct) is not { } errand)
            return;
        NotificationResult told;
        try
        {
            told = await (
                connectors.FirstOrDefault(c => c.Type == errand.Connector)
                ?? throw OutboxHandlerException.Final("no-connector")
            ).NotifyAsync(errand, ct);
        }
        catch (Exception) when (!ct.IsCancellationRequested)
        {
            await errands.MarkFailedAsync(wanted, ct);
            throw;
        }

        await errands.MarkDoneAsync(errand, told, ct);
    }

    public Task OnGivenUpAsync(PortalDbContext db, Guid job, string payload, CancellationToken ct) =>
        errands.MarkGivenUpAsync(db, Read(payload), ct);

    public async Task OnReplayedAsync(PortalDbContext db, Guid job, string payload, CancellationToken ct)
    {
        var id = Read(payload).Task;
        if (await db.ErasureTasks.Where(t => t.Id == id).Select(t => t.PartyId).SingleOrDefaultAsync(ct) is { } party)
            await EndpointCircuitBreaker.ResetAsync(db, PartyEndpoint.KeyFor(party), ct);
    }

    private static ErasureMessage Read(string payload) =>
        JsonSerializer.Deserialize<ErasureMessage>(payload)
        ?? throw new InvalidOperationException("A job without content tells nobody anything.");
}
