using JoinArena.PrivacyPortal.Data.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace JoinArena.PrivacyPortal.Disclosures;

/// <summary>
/// The disclosures between a worker and a party, counted in the transaction of each disclosure, so that no page has to
/// count them.
/// </summary>
public sealed class WorkerPartyTotals : DisclosureCounter
{
    public required string WorkerId { get; init; }

    public required string PartyId { get; init; }

    /// <inheritdoc cref="DisclosureCounter.ReplaceWith"/>
    public void ReplaceWith(WorkerPartyTotals counted) => base.ReplaceWith(counted);

    internal sealed class Mapping : IEntityTypeConfiguration<WorkerPartyTotals>
    {
        public void Configure(EntityTypeBuilder<WorkerPartyTotals> builder)
        {
            builder.ToTable("WorkerPartyTotals");
            builder.IsStoredByKey();
            builder.HasKey(s => new { s.WorkerId, s.PartyId });
            builder.Property(s => s.Times).IsConcurrencyToken();
            // For the team, by party. Counting changes none of the index's columns, so it is written only for a worker's
            // first disclosure to a party.
            builder.HasIndex(s => s.PartyId);
        }
    }
}
