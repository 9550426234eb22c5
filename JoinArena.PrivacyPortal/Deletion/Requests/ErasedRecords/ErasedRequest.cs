using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace JoinArena.PrivacyPortal.Deletion.Requests.ErasedRecords;

/// <summary>
/// The number of a request whose record is erased, so that a page about it can say so. It does not say whose it was.
/// </summary>
public sealed class ErasedRequest
{
    public required string Number { get; init; }

    public required DateOnly ErasedOn { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<ErasedRequest>
    {
        public void Configure(EntityTypeBuilder<ErasedRequest> builder)
        {
            builder.ToTable("ErasedDeletionRequests");
            builder.HasKey(r => r.Number);
            builder.Property(r => r.Number).HasMaxLength(20);
        }
    }
}
