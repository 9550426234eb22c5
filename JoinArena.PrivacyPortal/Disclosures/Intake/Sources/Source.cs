using JoinArena.PrivacyPortal.Policies;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace JoinArena.PrivacyPortal.Disclosures.Intake.Sources;

/// <summary>A system that reports disclosures, and the time for which its reports are complete.</summary>
public sealed class Source
{
    /// <summary>Its name in events, such as <c>/evaluator</c>.</summary>
    public required string Id { get; init; }

    /// <summary>The name people use for it.</summary>
    public required string Name { get; set; }

    /// <summary>Since this instant it has reported every disclosure to the kinds of party it covers.</summary>
    public required DateTimeOffset CompleteSince { get; set; }

    /// <summary>It has reported everything until this instant, by its last heartbeat; null before the first.</summary>
    public DateTimeOffset? CompleteUntil { get; set; }

    /// <summary>When it last sent a heartbeat or an event, exact to a minute.</summary>
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
