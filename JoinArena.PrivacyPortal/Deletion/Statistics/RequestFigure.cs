using JoinArena.PrivacyPortal.Deletion.Requests;
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

    /// <summary>The calendar year (UTC) in which the worker confirmed the request.</summary>
    public required int Year { get; init; }

    public required RequestState State { get; init; }

    /// <summary>Whole days from confirmation to the first end.</summary>
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
        }
    }
}
