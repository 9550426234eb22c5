using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace JoinArena.PrivacyPortal.Disclosures;

/// <summary>A worker and a party. Counted in the transaction of each disclosure, so that a page never counts the book.</summary>
public sealed class PartyShare : Tally
{
    public required string WorkerId { get; init; }

    public required string PartyId { get; init; }

    /// <inheritdoc cref="Tally.Restate"/>
    public void Restate(PartyShare counted) => base.Restate(counted);

    internal sealed class Mapping : IEntityTypeConfiguration<PartyShare>
    {
        public void Configure(EntityTypeBuilder<PartyShare> builder)
        {
            builder.ToTable("PartyShares");
            builder.HasKey(s => new { s.WorkerId, s.PartyId });
            builder.Property(s => s.Times).IsConcurrencyToken();
            // For the team, by party. Counting changes none of its columns, so it costs a write only with a worker's first disclosure to a party.
            builder.HasIndex(s => s.PartyId);
        }
    }
}
