using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Ledger.Log.Publishing;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Ledger.Witnesses;

/// <summary>The entities of witnessing as sets of the context.</summary>
public static class WitnessSets
{
    extension(PortalDbContext db)
    {
        /// <summary>Other portals' logs that this portal has cosigned.</summary>
        public DbSet<WitnessedLog> WitnessedLogs => db.Set<WitnessedLog>();

        /// <summary>The witnesses of this portal's log.</summary>
        public DbSet<LogWitness> LogWitnesses => db.Set<LogWitness>();

        /// <summary>The text of a signed checkpoint, with all its cosignatures.</summary>
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
