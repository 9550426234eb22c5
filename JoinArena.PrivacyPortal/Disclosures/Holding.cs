using JoinArena.PrivacyPortal.Data.Storage;
using JoinArena.PrivacyPortal.Policies;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace JoinArena.PrivacyPortal.Disclosures;

/// <summary>
/// One item that went to (or came from) one party, however often: what the party holds as far as JoinArena knows. Updated
/// in the transaction of the disclosures it counts, with the same result in whatever order they arrive.
/// </summary>
public sealed class Holding : DisclosureCounter
{
    public required string WorkerId { get; init; }

    public required string PartyId { get; init; }

    public required string ItemId { get; init; }

    public required Direction Direction { get; init; }

    public required DataCategory Category { get; init; }

    public string? InterviewId { get; set; }

    /// <summary>The clause that allowed the latest disclosure; null where none did or none was needed.</summary>
    public string? Clause { get; private set; }

    /// <summary>When the party was last asked to erase it; null if never.</summary>
    public DateTimeOffset? AskedAt { get; private set; }

    /// <summary>When the party erased it or answered that it holds nothing; null if it has not.</summary>
    public DateTimeOffset? ErasedAt { get; private set; }

    /// <summary>True while the party has it. A copy sent after the erasure is a new one.</summary>
    public bool IsHeld => ErasedAt is null || LastAt > ErasedAt;

    /// <summary>Counts one disclosure, and keeps the clause of the latest.</summary>
    /// <param name="clause">The clause that allowed it; null for none.</param>
    /// <param name="isAllowed">False where a clause was needed and none allowed it.</param>
    public void Add(DateTimeOffset at, string? clause, bool isAllowed)
    {
        // Of several at one instant the last in ordinal order, so that the order of arrival makes no difference.
        if (Times == 0 || at > LastAt || (at == LastAt && string.CompareOrdinal(clause, Clause) > 0))
            Clause = clause;
        Add(at, isAllowed);
    }

    /// <summary>Counts one item of a disclosure.</summary>
    internal void Add(Disclosure d, DisclosureItem item)
    {
        if (
            InterviewId is null
            || (d.InterviewId is { } interview && string.CompareOrdinal(interview, InterviewId) < 0)
        )
        {
            InterviewId = d.InterviewId;
        }

        Add(d.Time, item.Clause, isAllowed: item.Clause is not null || d.CoverageStatus is CoverageStatus.OwnSystem);
    }

    /// <summary>A holding of an item of a disclosure, which counts nothing yet.</summary>
    internal static Holding CreateEmpty(Disclosure d, DisclosureItem item) =>
        new()
        {
            WorkerId = d.WorkerId,
            PartyId = d.PartyId,
            ItemId = item.ItemId,
            Direction = d.Direction,
            Category = item.Category,
        };

    /// <inheritdoc cref="DisclosureCounter.ReplaceWith"/>
    internal void ReplaceWith(Holding counted)
    {
        base.ReplaceWith(counted);
        Clause = counted.Clause;
        InterviewId = counted.InterviewId;
    }

    /// <summary>Records that the party has been asked to erase it.</summary>
    public void MarkAsked(DateTimeOffset at) => AskedAt = at;

    /// <summary>Records that the party no longer has it.</summary>
    public void MarkErased(DateTimeOffset at) => ErasedAt = at;

    /// <summary>Records that the party still has it: the answer that said otherwise was corrected.</summary>
    public void MarkHeld() => ErasedAt = null;

    internal sealed class Mapping : IEntityTypeConfiguration<Holding>
    {
        public void Configure(EntityTypeBuilder<Holding> builder)
        {
            builder.ToTable("Holdings");
            builder.IsStoredByKey();
            builder.HasKey(h => new
            {
                h.WorkerId,
                h.PartyId,
                h.ItemId,
                h.Direction,
            });
            builder.Property(h => h.ItemId).HasMaxLength(200);
            builder.Property(h => h.Direction).HasConversion<EnumCode<Direction>>();
            builder.Property(h => h.Category).HasConversion<EnumCode<DataCategory>>();
            builder.Property(h => h.Clause).HasMaxLength(100);
            builder.Ignore(h => h.IsHeld);
            // Of two nodes that count at the same time on PostgreSQL, the later one fails and counts again.
            builder.Property(h => h.Times).IsConcurrencyToken();
        }
    }
}
