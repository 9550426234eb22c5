using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Ledger;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace JoinArena.PrivacyPortal.Disclosures.AccessLog;

/// <summary>
/// A view of a worker's data by a member of staff. It is shown to the worker, and is written once and never changed.
/// </summary>
public sealed class AccessLogEntry : IAppendOnly
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();

    /// <summary>The worker whose data was viewed; null for a search that found no one.</summary>
    public string? WorkerId { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>What was viewed.</summary>
    public required AccessTarget Target { get; init; }

    /// <summary>The number of the request, or the id of what was viewed; null where the worker is enough.</summary>
    public string? TargetId { get; init; }

    /// <summary>The reason, in the words of the member of staff; null where the page asks for none.</summary>
    public string? Reason { get; init; }

    /// <summary>The role in which they viewed it.</summary>
    public required string Role { get; init; }

    /// <summary>The member of staff, by their sign-in. Only audits see it; the worker sees the role.</summary>
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

/// <summary>What a member of staff viewed.</summary>
public enum AccessTarget
{
    /// <summary>The result of a search that found the worker.</summary>
    Search,

    /// <summary>The worker's file.</summary>
    Profile,

    /// <summary>A deletion request.</summary>
    Request,

    /// <summary>A question of the worker, with the disclosure it is about.</summary>
    Question,

    /// <summary>Disclosures that no clause covers.</summary>
    Uncovered,
}

/// <summary>The access log as a set of the context.</summary>
public static class AccessLogSets
{
    extension(PortalDbContext db)
    {
        public DbSet<AccessLogEntry> AccessLogEntries => db.Set<AccessLogEntry>();
    }
}

/// <summary>The ledger's record of a view. The member names are part of the ledger's format.</summary>
internal sealed record StaffViewRecorded(
    string Subject,
    DateTimeOffset At,
    Guid Id,
    AccessTarget Of,
    string? About,
    string Role
) : LedgerEvent("staff-view", Subject, At);
