using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Ledger;
using JoinArena.PrivacyPortal.Workers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace JoinArena.PrivacyPortal.Acceptance;

/// <summary>
/// One worker's acceptance of one version, with its evidence (consent record, ISO/IEC TS 27560). Written once, never
/// changed.
/// </summary>
public sealed class PolicyAcceptance : IAppendOnly
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();

    public required string WorkerId { get; init; }

    /// <summary>The version's number, such as <c>1.0</c>.</summary>
    public required string Version { get; init; }

    /// <summary>The language of the text that was accepted: English, which decides if a translation differs.</summary>
    public required string Language { get; init; }

    /// <summary>The language of the translation that was shown beside it; null if only that text was shown.</summary>
    public string? ShownLanguage { get; init; }

    /// <summary>SHA-256 of the accepted text, in lower-case hexadecimal.</summary>
    public required string TextSha256 { get; init; }

    public required DateTimeOffset AcceptedAt { get; init; }

    public string? IpAddress { get; init; }

    public string? UserAgent { get; init; }

    /// <summary>When the worker last proved their identity.</summary>
    public DateTimeOffset? SignedInAt { get; init; }

    /// <summary>The methods used, with the names of RFC 8176: <c>pwd</c>.</summary>
    public string? SignedInBy { get; init; }

    /// <summary>The labels of the checkbox and the button, each on its own line.</summary>
    public string? Wording { get; init; }

    /// <summary>SHA-256 of <see cref="Wording"/>, in lower-case hexadecimal.</summary>
    public string? WordingSha256 { get; init; }

    /// <summary>The build of the portal that recorded it.</summary>
    public string? PortalVersion { get; init; }

    /// <summary>The worker's previous acceptance, if there is one.</summary>
    public Guid? PreviousAcceptanceId { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<PolicyAcceptance>
    {
        public void Configure(EntityTypeBuilder<PolicyAcceptance> builder)
        {
            builder.ToTable("Acceptances");
            builder.Property(a => a.Id).ValueGeneratedNever();
            builder.Property(a => a.Version).HasMaxLength(20);
            builder.Property(a => a.Language).HasMaxLength(35);
            builder.Property(a => a.ShownLanguage).HasMaxLength(35);
            builder.Property(a => a.TextSha256).HasMaxLength(64);
            builder.Property(a => a.IpAddress).HasMaxLength(64);
            builder.Property(a => a.UserAgent).HasMaxLength(500);
            builder.Property(a => a.SignedInBy).HasMaxLength(60);
            builder.Property(a => a.Wording).HasMaxLength(500);
            builder.Property(a => a.WordingSha256).HasMaxLength(64);
            builder.Property(a => a.PortalVersion).HasMaxLength(100);
            builder.HasIndex(a => new { a.WorkerId, a.Version }).IsUnique();
            builder.HasIndex(a => new { a.Version, a.AcceptedAt });
            builder.HasOne<Worker>().WithMany().HasForeignKey(a => a.WorkerId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}

/// <summary>The acceptances as a set of the context.</summary>
public static class AcceptanceSets
{
    extension(PortalDbContext db)
    {
        /// <summary>
        /// The acceptances that count: those the ledger has an entry for. A row that was put into the table by another
        /// way than <c>AddAcceptanceAsync</c> covers nothing; the daily reconciliation reports it.
        /// </summary>
        public IQueryable<PolicyAcceptance> Acceptances
        {
            get
            {
                var entries = db.LedgerEntries;
                // A value instead of a test for existence: each acceptance looks its entry up, on PostgreSQL too, which
                // might read the whole log without it.
                return db.Set<PolicyAcceptance>()
                    .Where(a => entries.Where(e => e.Id == a.Id).Select(e => (Guid?)e.Id).FirstOrDefault() != null);
            }
        }

        /// <summary>Adds an acceptance and its entry in the ledger to the caller's unit of work.</summary>
        public async Task AddAcceptanceAsync(PolicyAcceptance acceptance, CancellationToken ct)
        {
            db.Add(acceptance);
            await db.Ledger.AppendAsync(AcceptanceRecorded.FromAcceptance(acceptance), acceptance.Id, ct);
        }
    }
}
