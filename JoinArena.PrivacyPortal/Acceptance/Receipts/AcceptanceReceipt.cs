using JoinArena.PrivacyPortal.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace JoinArena.PrivacyPortal.Acceptance.Receipts;

/// <summary>
/// The signed copy of an acceptance that the worker keeps. It is signed once, in the transaction of the acceptance, and
/// stored, so it stays the same to the byte after a change of the key or the program.
/// </summary>
public sealed class AcceptanceReceipt : IAppendOnly
{
    public required Guid AcceptanceId { get; init; }

    public required DateTimeOffset IssuedAt { get; init; }

    /// <summary>
    /// The whole file: one line of canonical JSON, an empty line, and the portal's signature (C2SP signed-note).
    /// </summary>
    public required string Note { get; init; }

    /// <summary>The JSON line, without the newline.</summary>
    public string Json => Note[..Note.IndexOf('\n', StringComparison.Ordinal)];

    internal sealed class Mapping : IEntityTypeConfiguration<AcceptanceReceipt>
    {
        public void Configure(EntityTypeBuilder<AcceptanceReceipt> builder)
        {
            builder.ToTable("AcceptanceReceipts");
            builder.HasKey(r => r.AcceptanceId);
            builder.Ignore(r => r.Json);
            builder
                .HasOne<PolicyAcceptance>()
                .WithOne()
                .HasForeignKey<AcceptanceReceipt>(r => r.AcceptanceId)
                .OnDelete(DeleteBehavior.Restrict);
        }
    }
}

/// <summary>The receipts as a set of the context.</summary>
public static class AcceptanceReceiptSets
{
    extension(PortalDbContext db)
    {
        public DbSet<AcceptanceReceipt> AcceptanceReceipts => db.Set<AcceptanceReceipt>();
    }
}
