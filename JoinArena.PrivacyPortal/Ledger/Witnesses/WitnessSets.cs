using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Ledger.Log;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Ledger.Witnesses;

/// <summary>The sets of the context that witnessing needs.</summary>
public static class WitnessSets
{
    extension(PortalDbContext db)
    {
        /// <summary>Other portals' logs, as this one has cosigned them.</summary>
        public DbSet<WitnessedLog> WitnessedLogs => db.Set<WitnessedLog>();

        /// <summary>The witnesses of this portal's log.</summary>
        public DbSet<LogWitness> LogWitnesses => db.Set<LogWitness>();

        /// <summary>A signed checkpoint with the cosignatures that there are under it.</summary>
        public async Task<string> FormatWithCosignaturesAsync(SignedCheckpoint checkpoint, CancellationToken ct)
        {
            var size = checkpoint.Size;
            var lines = await db
                .LogWitnesses.Where(w => w.CosignedSize == size && w.Line != null)
                .OrderBy(w => w.CosignedAt)
                .Select(w => w.Line)
                .ToListAsync(ct);
            return $"{checkpoint.Note}{string.Concat(lines.Select(line => $"{line}\n"))}";
        }
    }
}
