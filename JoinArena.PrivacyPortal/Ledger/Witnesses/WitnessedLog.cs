using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Ledger.Log;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace JoinArena.PrivacyPortal.Ledger.Witnesses;

/// <summary>
/// The latest checkpoint of another portal's log that this one has cosigned: whatever it is asked to cosign next must
/// continue this.
/// </summary>
public sealed class WitnessedLog
{
    /// <summary>The log's name.</summary>
    public required string Origin { get; init; }

    public required long Size { get; init; }

    /// <summary>Base64, as checkpoints write it.</summary>
    public required string Root { get; init; }

    /// <summary>The checkpoint with the log's signature and ours.</summary>
    public required string Note { get; init; }

    public required DateTimeOffset CosignedAt { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<WitnessedLog>
    {
        public void Configure(EntityTypeBuilder<WitnessedLog> builder)
        {
            builder.ToTable("WitnessedLogs");
            builder.HasKey(l => l.Origin);
            builder.Property(l => l.Origin).HasMaxLength(500);
            builder.Property(l => l.Root).HasMaxLength(44);
        }
    }
}

/// <summary>How a witness of this portal's log stands to it.</summary>
public sealed class LogWitness
{
    /// <summary>Its verifier key.</summary>
    public required string Key { get; init; }

    /// <summary>The size it knows of, as it said last.</summary>
    public long KnownSize { get; set; }

    /// <summary>The size of the checkpoint that <see cref="Line"/> is under.</summary>
    public long? CosignedSize { get; set; }

    /// <summary>Its cosignature.</summary>
    public string? Line { get; set; }

    public DateTimeOffset? CosignedAt { get; set; }

    /// <summary>Why it has not cosigned the latest; null if it has.</summary>
    public CosigningError? Error { get; set; }

    internal sealed class Mapping : IEntityTypeConfiguration<LogWitness>
    {
        public void Configure(EntityTypeBuilder<LogWitness> builder)
        {
            builder.ToTable("LedgerWitnesses");
            builder.HasKey(w => w.Key);
            builder.Property(w => w.Key).HasMaxLength(400);
            builder.Property(w => w.Line).HasMaxLength(600);
        }
    }
}

/// <summary>Why a witness has not cosigned.</summary>
public enum CosigningError
{
    /// <summary>It cannot be reached, or does not answer in time.</summary>
    Unreachable,

    /// <summary>It does not know this log (404).</summary>
    UnknownLog,

    /// <summary>It does not trust the key that the checkpoint is signed with (403).</summary>
    UntrustedKey,

    /// <summary>It has seen a larger log than there is: this one was rolled back, or a second one exists.</summary>
    SawMore,

    /// <summary>What it has seen is not the beginning of this log (422).</summary>
    Inconsistent,

    /// <summary>It answered something that a witness does not answer, or a cosignature that is none.</summary>
    Unintelligible,
}

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
