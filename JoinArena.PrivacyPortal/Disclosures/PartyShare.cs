using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace JoinArena.PrivacyPortal.Disclosures;

/// <summary>A worker and a party: how often, since when and until when. Counted in the transaction of each disclosure, so that a page never counts the book.</summary>
public sealed class PartyShare
{
    public required string WorkerId { get; init; }

    public required string PartyId { get; init; }

    public int Times { get; private set; }

    /// <summary>How many of <see cref="Times"/> the accepted policy did not allow.</summary>
    public int Uncovered { get; private set; }

    public DateTimeOffset FirstAt { get; private set; }

    public DateTimeOffset LastAt { get; private set; }

    /// <summary>Counts one disclosure; the order they are counted in makes no difference.</summary>
    public void Count(DateTimeOffset at, bool isAllowed)
    {
        FirstAt = Times == 0 || at < FirstAt ? at : FirstAt;
        LastAt = Times == 0 || at > LastAt ? at : LastAt;
        Times++;
        if (!isAllowed) Uncovered++;
    }

    internal sealed class Mapping : IEntityTypeConfiguration<PartyShare>
    {
        public void Configure(EntityTypeBuilder<PartyShare> builder)
        {
            builder.ToTable("PartyShares");
            builder.HasKey(s => new { s.WorkerId, s.PartyId });
            builder.Property(s => s.Times).IsConcurrencyToken();
        }
    }
}
