using System.Text.Json;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.Outbox;
using JoinArena.PrivacyPortal.Notifications.Webhooks;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Deletion.Erasure;

/// <summary>Tells parties what waits in the outbox for them, each over its connector.</summary>
internal sealed class ErasureHandler(Errands errands, IEnumerable<IConnector> connectors) : IOutboxHandler
{
    public string Kind => ErasureJob.KindName;

    public async Task HandleAsync(Guid job, string payload, CancellationToken ct)
    {
        var wanted = Read(payload);
        if (await errands.BeginAsync(wanted, ct) is not { } errand) return;
        Told told;
        try
        {
            told = await (connectors.FirstOrDefault(c => c.Type == errand.Connector) ?? throw JobFault.Final("no-connector")).TellAsync(errand, ct);
        }
        catch (Exception) when (!ct.IsCancellationRequested)
        {
            await errands.FailedAsync(wanted, ct);
            throw;
        }

        await errands.DoneAsync(errand, told, ct);
    }

    public Task GivenUpAsync(PortalDbContext db, Guid job, string payload, CancellationToken ct) => errands.GivenUpAsync(db, Read(payload), ct);

    public async Task ReplayedAsync(PortalDbContext db, Guid job, string payload, CancellationToken ct)
    {
        var id = Read(payload).Task;
        if (await db.ErasureTasks.Where(t => t.Id == id).Select(t => t.PartyId).SingleOrDefaultAsync(ct) is { } party) await Circuit.ForgetAsync(db, EndpointOf(party), ct);
    }

    /// <summary>What a party's endpoint is known by.</summary>
    internal static string EndpointOf(string partyId) => $"party/{partyId}";

    private static ErasureJob Read(string payload) => JsonSerializer.Deserialize<ErasureJob>(payload) ?? throw new InvalidOperationException("A job without content tells nobody anything.");
}
