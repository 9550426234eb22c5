using JoinArena.PrivacyPortal.Deletion.Requests;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace JoinArena.PrivacyPortal.Deletion.Statistics;

/// <summary>
/// What is left of an erased request in the statistics. It says nothing of whose it was, and its id nothing of when it
/// was written.
/// </summary>
public sealed class RequestFigure
{
    public Guid Id { get; private init; } = Guid.NewGuid();

    /// <summary>The calendar year (UTC) in which it was confirmed.</summary>
    public required int Year { get; init; }

    public required RequestState State { get; init; }

    /// <summary>From confirmation to the first end, in whole days.</summary>
    public required int Days { get; init; }

    /// <summary>Whether that was by its deadline.</summary>
    public required bool IsOnTime { get; init; }

    public required bool IsExtended { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<RequestFigure>
    {
        public void Configure(EntityTypeBuilder<RequestFigure> builder)
        {
            builder.ToTable("DeletionRequestFigures");
            builder.Property(f => f.Id).ValueGeneratedNever();
        }
    }
}

/// <summary>What is left of one party's answer.</summary>
public sealed class AnswerFigure
{
    public Guid Id { get; private init; } = Guid.NewGuid();

    /// <summary>The calendar year (UTC) in which its request was confirmed.</summary>
    public required int Year { get; init; }

    public required string PartyId { get; init; }

    /// <summary>As it was called when it was asked.</summary>
    public required string PartyName { get; init; }

    /// <summary>From being told to the answer, in whole days.</summary>
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
