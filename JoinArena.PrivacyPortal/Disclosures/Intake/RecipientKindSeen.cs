using JoinArena.PrivacyPortal.Policies;
using JoinArena.PrivacyPortal.Workers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace JoinArena.PrivacyPortal.Disclosures.Intake;

/// <summary>
/// The first time a worker's data went to, or came from, a kind of party. Written with that disclosure, so that finding
/// what is new needs no search through all disclosures.
/// </summary>
public sealed class RecipientKindSeen
{
    public required string WorkerId { get; init; }

    public required PartyKind Kind { get; init; }

    /// <summary>When the first such disclosure was accepted.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>
    /// When the worker was notified, or a check showed that no notification is needed; null until then.
    /// </summary>
    public DateTimeOffset? SettledAt { get; set; }

    internal sealed class Mapping : IEntityTypeConfiguration<RecipientKindSeen>
    {
        public void Configure(EntityTypeBuilder<RecipientKindSeen> builder)
        {
            builder.ToTable("RecipientKindsSeen");
            builder.HasKey(k => new { k.WorkerId, k.Kind });
            // Of two nodes that notify at the same time, the later one fails.
            builder.Property(k => k.SettledAt).IsConcurrencyToken();
            builder.HasIndex(k => k.At, "IX_RecipientKindsSeen_Unsettled").HasFilter("\"SettledAt\" IS NULL");
            builder.HasOne<Worker>().WithMany().HasForeignKey(k => k.WorkerId);
        }
    }
}
