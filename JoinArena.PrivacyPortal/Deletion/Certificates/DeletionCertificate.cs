using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Ledger.Notes;
using JoinArena.PrivacyPortal.Notifications;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace JoinArena.PrivacyPortal.Deletion.Certificates;

/// <summary>
/// The signed statement of how a request ended, for the worker to keep. A request that is reopened after its end gets
/// another certificate, which names the one it replaces.
/// </summary>
public sealed class DeletionCertificate
{
    public required Guid Id { get; init; }

    public required Guid RequestId { get; init; }

    public required DateTimeOffset IssuedAt { get; init; }

    /// <summary>
    /// The signed note, exactly as downloaded. It is stored, so that the bytes stay the same when the key changes.
    /// </summary>
    public required string Note { get; init; }

    /// <summary>The ledger entry that commits to the certificate.</summary>
    public required Guid LedgerEntryId { get; init; }

    /// <summary>The text of the note: one line of canonical JSON.</summary>
    /// <exception cref="InvalidOperationException">The stored text is not a signed note.</exception>
    public string Json =>
        SignedNote.Parse(Note) is { IsSuccess: true, Value: var note }
            ? note.Text.TrimEnd('\n')
            : throw new InvalidOperationException($"The stored note of certificate {Id} is damaged.");

    /// <summary>The note as an email attachment.</summary>
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
