using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Deletion.Requests.Tasks;
using JoinArena.PrivacyPortal.Disclosures;
using JoinArena.PrivacyPortal.Parties;
using JoinArena.PrivacyPortal.Policies;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Deletion.Requests.Scope;

/// <content>How holdings are found.</content>
public sealed partial record PartyHoldings
{
    /// <summary>Every party that holds something of the worker within the scope, by name.</summary>
    public static async Task<IReadOnlyList<PartyHoldings>> FindAsync(
        PortalDbContext db,
        string workerId,
        DeletionScope scope,
        CancellationToken ct
    )
    {
        // The draft, or a bookmarked address, may be older than the merge of two parties.
        if (scope is { Kind: ScopeKind.Party, PartyId: { } named })
            scope = DeletionScope.OfParty(await db.ResolveMergedPartyAsync(named, ct));
        var holdings = await Within(scope, db.CurrentHoldingsOfWorker(workerId).AsNoTracking()).ToListAsync(ct);
        var ids = holdings.Select(h => h.PartyId).Distinct().ToList();
        var parties = await db
            .Parties.AsNoTracking()
            .Where(p => ids.Contains(p.Id))
            .ToDictionaryAsync(p => p.Id, StringComparer.Ordinal, ct);
        var references = await PartyReferences.FindAsync(
            db,
            workerId,
            [.. parties.Values.Where(p => p.Connector.Type is ConnectorType.Http).Select(p => p.Id)],
            ct
        );
        return
        [
            .. holdings
                .GroupBy(h => h.PartyId, StringComparer.Ordinal)
                .Select(held => Create(parties[held.Key], [.. held], references))
                .OrderBy(h => h.Name, StringComparer.OrdinalIgnoreCase)
                .ThenBy(h => h.PartyId, StringComparer.Ordinal),
        ];
    }

    /// <summary>The holdings of one party that a task is about, to be changed.</summary>
    public static IQueryable<Holding> QueryHoldings(PortalDbContext db, string workerId, ErasureTask task)
    {
        var items = task.Items.Select(i => i.ItemId).ToList();
        return db.Holdings.Where(h =>
            h.WorkerId == workerId
            && h.PartyId == task.PartyId
            && h.Direction == Direction.Disclosed
            && items.Contains(h.ItemId)
        );
    }

    private static PartyHoldings Create(Party party, List<Holding> held, PartyReferences references)
    {
        var items = held.Select(h => new TaskItem(
                h.ItemId,
                h.Category,
                h.InterviewId,
                references.FindReferences(party.Id, h.ItemId)
            ))
            .OrderBy(i => i.ItemId, StringComparer.Ordinal);
        return new(
            party.Id,
            party.Name,
            party.Kind,
            party.Connector.Email ?? party.PrivacyContact,
            party.Connector.Type,
            [.. items]
        )
        {
            // What was erased and sent again has not been there since it first came.
            Since = held.All(h => h.ErasedAt is null) ? held.Min(h => h.FirstAt) : null,
        };
    }

    private static IQueryable<Holding> Within(DeletionScope scope, IQueryable<Holding> all) =>
        scope.Kind switch
        {
            ScopeKind.Everything => all,
            ScopeKind.Categories => all.Where(h => scope.Categories.Contains(h.Category)),
            ScopeKind.Interview => all.Where(h => h.InterviewId == scope.InterviewId),
            ScopeKind.Party => all.Where(h => h.PartyId == scope.PartyId),
            ScopeKind.Uncovered => all.Where(h => h.Uncovered > 0),
        };
}
