using JoinArena.PrivacyPortal.Policies;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace JoinArena.PrivacyPortal.Disclosures.Intake.Sources;

/// <summary>A system that reports disclosures, and since when it tells of all of them.</summary>
public sealed class Source
{
    /// <summary>As its events name it, such as <c>/evaluator</c>.</summary>
    public required string Id { get; init; }

    /// <summary>What a person calls it.</summary>
    public required string Name { get; set; }

    /// <summary>From this instant on it has reported everything that went to the kinds of party it covers.</summary>
    public required DateTimeOffset CompleteSince { get; set; }

    /// <summary>It has reported everything up to here, by its last heartbeat.</summary>
    public DateTimeOffset? CompleteUntil { get; set; }

    /// <summary>When it was last heard: a heartbeat or an event, within a minute.</summary>
    public DateTimeOffset? HeardAt { get; set; }

    /// <summary>The kinds of party it reports on.</summary>
    public required List<PartyKind> Covers { get; set; }

    internal sealed class Mapping : IEntityTypeConfiguration<Source>
    {
        public void Configure(EntityTypeBuilder<Source> builder)
        {
            builder.ToTable("Sources");
            builder.Property(s => s.Id).HasMaxLength(200);
            builder.Property(s => s.Name).HasMaxLength(200);
            builder.PrimitiveCollection(s => s.Covers).ElementType(e => e.HasConversion<string>());
        }
    }
}
