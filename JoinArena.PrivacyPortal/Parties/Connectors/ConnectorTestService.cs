using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.Outbox;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Parties.Connectors;

/// <summary>
/// Lets an administrator test whether a party can be reached, before a worker's request depends on it.
/// </summary>
public sealed class ConnectorTestService(IDbContextFactory<PortalDbContext> contexts, TimeProvider clock)
{
    /// <summary>The most tests shown for a party.</summary>
    public const int MaxListed = 5;

    /// <summary>Starts a test; the outbox runs it.</summary>
    /// <param name="by">The administrator, by their sign-in.</param>
    /// <returns>The id of the test, or of the one that already waits; or why there is nothing to test.</returns>
    public async Task<Result<Guid, ConnectorTestError>> StartAsync(string partyId, string by, CancellationToken ct)
    {
        var now = clock.GetInstant();
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var write = await db.BeginWriteAsync(ct);
        if (
            await db.Parties.AsNoTracking().SingleOrDefaultAsync(p => p.Id == partyId && p.MergedInto == null, ct)
            is not { } party
        )
        {
            return ConnectorTestError.NotFound;
        }

        if (!CanTest(party.Connector.Type))
            return ConnectorTestError.NothingToTest;
        // Pressing the button twice starts one test.
        if (
            await db.Set<ConnectorTest>()
                .AsNoTracking()
                .FirstOrDefaultAsync(t => t.PartyId == partyId && t.EndedAt == null, ct) is
            { } waiting
        )
        {
            return waiting.Id;
        }

        var test = db.Add(
            new ConnectorTest
            {
                PartyId = partyId,
                Connector = party.Connector.Type,
                At = now,
                StartedBy = by,
            }
        ).Entity;
        db.Enqueue(
            ConnectorTestHandler.KindName,
            new ConnectorTestMessage(test.Id),
            now,
            about: $"/staff/parties/{partyId}"
        );
        await db.SaveChangesAsync(ct);
        await write.CommitAsync(ct);
        return test.Id;
    }

    /// <summary>The latest tests of a party, the latest first.</summary>
    public async Task<IReadOnlyList<ConnectorTest>> ListRecentAsync(string partyId, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.Set<ConnectorTest>()
            .AsNoTracking()
            .Where(t => t.PartyId == partyId)
            .OrderByDescending(t => t.At)
            .ThenByDescending(t => t.Id)
            .Take(MaxListed)
            .ToListAsync(ct);
    }

    /// <summary>Whether a connector of this type can be tested.</summary>
    public static bool CanTest(ConnectorType connector) =>
        connector switch
        {
            ConnectorType.Webhook or ConnectorType.Email or ConnectorType.Http => true,
            ConnectorType.Manual or ConnectorType.Internal => false,
        };
}
