using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace JoinArena.PrivacyPortal.Deletion.Statistics;

/// <summary>What the statistics keep of one party's answer after the record of the request is erased.</summary>
public sealed class AnswerFigure
{
    public Guid Id { get; private init; } = Guid.NewGuid();

    /// <summary>The calendar year (UTC) in which the request was received.</summary>
    public required int Year { get; init; }

    public required string PartyId { get; init; }

    /// <summary>The party's name at the time it was asked.</summary>
    public required string PartyName { get; init; }

    /// <summary>Whole days from notification to answer.</summary>
    public required int Days { get; init; }

    public required bool IsOnTime { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<AnswerFigure>
    {
        public void Configure(EntityTypeBuilder<AnswerFigure> builder)
        {
            builder.ToTable("DeletionAnswerFigures");
            builder.Property(f => f.Id).ValueGeneratedNever();
            builder.Property(f => f.PartyId).HasMaxLength(200);
            builder.Property(f => f.PartyName).HasMaxLength(200);
        }
    }
}
