using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Ledger;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Parties;

/// <summary>The parties and their changes as sets of the context.</summary>
public static class PartySets
{
    extension(PortalDbContext db)
    {
        public DbSet<Party> Parties => db.Set<Party>();

        public DbSet<PartyChange> PartyChanges => db.Set<PartyChange>();

        /// <summary>Adds a change to the party's history, and its record to the ledger.</summary>
        internal async Task RecordPartyChangeAsync(PartyChange change, CancellationToken ct)
        {
            db.PartyChanges.Add(change);
            await db.Ledger.AppendAsync(PartyChanged.FromChange(change), change.Id, ct);
        }

        /// <summary>
        /// The id a party has now: its own, or that of the party it was merged into. An unknown id comes back as it is.
        /// </summary>
        public async Task<string> ResolveMergedPartyAsync(string id, CancellationToken ct) =>
            await db.Parties.Where(p => p.Id == id).Select(p => p.MergedInto).SingleOrDefaultAsync(ct) ?? id;

        /// <summary>The parties that were merged into this one, the earliest merge first.</summary>
        public async Task<IReadOnlyList<FormerParty>> ListFormerPartiesAsync(string partyId, CancellationToken ct) =>
            await db
                .Parties.Where(p => p.MergedInto == partyId)
                .OrderBy(p => p.MergedAt)
                .ThenBy(p => p.Id)
                .Select(p => new FormerParty(p.Id, p.Name, p.MergedAt!.Value))
                .ToListAsync(ct);
    }
}
