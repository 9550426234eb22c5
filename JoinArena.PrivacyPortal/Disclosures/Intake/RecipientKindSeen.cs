using JoinArena.PrivacyPortal.Policies;
using JoinArena.PrivacyPortal.Workers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace JoinArena.PrivacyPortal.Disclosures.Intake;

/// <summary>
/// That a worker's data has met a kind of party: written with the first disclosure, so that nobody has to look through
/// the book for what is new.
/// </summary>
public sealed class RecipientKindSeen
{
    public required string WorkerId { get; init; }

    public required PartyKind Kind { get; init; }

    /// <summary>When its first disclosure was taken in.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>
    /// When the worker was told, or it was found that there is nothing to tell; null while that is to be done.
    /// </summary>
    public DateTimeOffset? SettledAt { get; set; }

    internal sealed class Mapping : IEntityTypeConfiguration<RecipientKindSeen>
    {
        public void Configure(EntityTypeBuilder<RecipientKindSeen> builder)
        {
            builder.ToTable("RecipientKindsSeen");
            builder.HasKey(k => new { k.WorkerId, k.Kind });
            // Two nodes that tell at once: the later one is refused.
            builder.Property(k => k.SettledAt).IsConcurrencyToken();
            builder.HasIndex(k => k.At, "IX_RecipientKindsSeen_Unsettled").HasFilter("\"SettledAt\" IS NULL");
            builder.HasOne<Worker>().WithMany().HasForeignKey(k => k.WorkerId);
        }
    }
}
