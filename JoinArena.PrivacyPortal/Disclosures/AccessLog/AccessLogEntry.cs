using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Ledger;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace JoinArena.PrivacyPortal.Disclosures.AccessLog;

/// <summary>
/// A look at a worker's data by staff: itself recorded, and shown to the worker. Written once, never changed.
/// </summary>
public sealed class AccessLogEntry : IAppendOnly
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();

    /// <summary>Whose data was looked at; null for a search that found nobody.</summary>
    public string? WorkerId { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>What was looked at.</summary>
    public required AccessTarget Target { get; init; }

    /// <summary>Which one: a request's number, an entry's id.</summary>
    public string? TargetId { get; init; }

    /// <summary>Why, as the person looking said.</summary>
    public string? Reason { get; init; }

    /// <summary>The role they looked in.</summary>
    public required string Role { get; init; }

    /// <summary>Who looked, by their sign-in: for the audit. The worker is told "the privacy team".</summary>
    public required string StaffName { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<AccessLogEntry>
    {
        public void Configure(EntityTypeBuilder<AccessLogEntry> builder)
        {
            builder.ToTable("AccessLogEntries");
            builder.Property(v => v.Id).ValueGeneratedNever();
            builder.Property(v => v.WorkerId).HasMaxLength(200);
            builder.Property(v => v.TargetId).HasMaxLength(200);
            builder.Property(v => v.Reason).HasMaxLength(500);
            builder.Property(v => v.Role).HasMaxLength(40);
            builder.Property(v => v.StaffName).HasMaxLength(320);
            builder.HasIndex(v => new { v.WorkerId, v.At });
            builder.HasIndex(v => v.At);
        }
    }
}

/// <summary>What staff look at.</summary>
public enum AccessTarget
{
    /// <summary>A list of workers in which this one was found.</summary>
    Search,

    /// <summary>All that the portal has about the worker.</summary>
    Profile,

    /// <summary>A deletion request.</summary>
    Request,

    /// <summary>A question of the worker, with the entry it is about.</summary>
    Question,

    /// <summary>Entries that no clause covers.</summary>
    Uncovered,
}

/// <summary>The looks as a set of the context.</summary>
public static class AccessLogSets
{
    extension(PortalDbContext db)
    {
        public DbSet<AccessLogEntry> AccessLogEntries => db.Set<AccessLogEntry>();
    }
}

/// <summary>The ledger's record of a look.</summary>
internal sealed record StaffViewRecorded(
    string Subject,
    DateTimeOffset At,
    Guid Id,
    AccessTarget Of,
    string? About,
    string Role
) : LedgerEvent("staff-view", Subject, At);
