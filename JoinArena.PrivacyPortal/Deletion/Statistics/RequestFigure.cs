using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Deletion.Requests.Receipt;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace JoinArena.PrivacyPortal.Deletion.Statistics;

/// <summary>
/// What the statistics keep of a request after its record is erased. It says nothing about the worker, and its random
/// id doesn't reveal when it was written.
/// </summary>
public sealed class RequestFigure
{
    public Guid Id { get; private init; } = Guid.NewGuid();

    /// <summary>The calendar year (UTC) in which the request was received.</summary>
    public required int Year { get; init; }

    /// <summary>ISO 3166 code of the country or the US state where the worker lived.</summary>
    public required string Place { get; init; }

    /// <summary>How it reached JoinArena.</summary>
    public required RequestChannel Channel { get; init; }

    /// <summary>How it ended, in the words of California's DROP; null for one that was withdrawn.</summary>
    public required DropOutcome? Outcome { get; init; }

    public required RequestState State { get; init; }

    /// <summary>Whole days from receipt to the first end.</summary>
    public required int Days { get; init; }

    /// <summary>True if the request ended by its deadline.</summary>
    public required bool IsOnTime { get; init; }

    public required bool IsExtended { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<RequestFigure>
    {
        public void Configure(EntityTypeBuilder<RequestFigure> builder)
        {
            builder.ToTable("DeletionRequestFigures");
            builder.Property(f => f.Id).ValueGeneratedNever();
            builder.Property(f => f.Place).HasMaxLength(10);
        }
    }
}
