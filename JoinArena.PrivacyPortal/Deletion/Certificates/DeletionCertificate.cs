using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Ledger.Notes;
using JoinArena.PrivacyPortal.Notifications;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace JoinArena.PrivacyPortal.Deletion.Certificates;

/// <summary>
/// What became of a request, signed, for the worker to keep. A request that is taken up again after its end gets a
/// later one, which says what it replaces.
/// </summary>
public sealed class DeletionCertificate
{
    public required Guid Id { get; init; }

    public required Guid RequestId { get; init; }

    public required DateTimeOffset IssuedAt { get; init; }

    /// <summary>
    /// The signed note, exactly as it is downloaded: stored, so that it is the same bytes for ever, whatever key is in
    /// use then.
    /// </summary>
    public required string Note { get; init; }

    /// <summary>Its entry in the ledger.</summary>
    public required Guid LedgerEntryId { get; init; }

    /// <summary>What the note says: one line of canonical JSON.</summary>
    /// <exception cref="InvalidOperationException">What is stored is no note.</exception>
    public string Json =>
        SignedNote.Parse(Note) is { IsSuccess: true, Value: var note }
            ? note.Text.TrimEnd('\n')
            : throw new InvalidOperationException($"Certificate {Id} is stored damaged.");

    /// <summary>It as a file that goes with a mail.</summary>
    internal Attachment ToAttachment(string number) => new($"certificate-{number}.note", Note);

    internal sealed class Mapping : IEntityTypeConfiguration<DeletionCertificate>
    {
        public void Configure(EntityTypeBuilder<DeletionCertificate> builder)
        {
            builder.ToTable("DeletionCertificates");
            builder.Property(c => c.Id).ValueGeneratedNever();
            builder.HasIndex(c => new { c.RequestId, c.IssuedAt });
            builder.HasOne<DeletionRequest>().WithMany().HasForeignKey(c => c.RequestId);
            builder.Ignore(c => c.Json);
        }
    }
}
