using JoinArena.PrivacyPortal.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace JoinArena.PrivacyPortal.Disclosures.AccessLog;

/// <summary>
/// A view of a worker's data by a member of staff. It is shown to the worker, and is written once and never changed.
/// </summary>
public sealed class AccessLogEntry : IAppendOnly
{
    /// <summary>The role of JoinArena's platform, which changes a worker's email address over the API.</summary>
    public const string PlatformRole = "platform";

    /// <summary>The reason of a search for the worker of a request that an officer enters; pages show it translated.</summary>
    public const string EnteringRequest = "To enter a request that reached us another way.";

    public Guid Id { get; private init; } = Guid.CreateVersion7();

    /// <summary>The worker whose data was viewed; null for a search that found no one.</summary>
    public string? WorkerId { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>What was viewed.</summary>
    public required AccessTarget Target { get; init; }

    /// <summary>The number of the request, or the id of what was viewed; null where the worker is enough.</summary>
    public string? TargetId { get; init; }

    /// <summary>
    /// The reason, in the words of the member of staff, or <see cref="EnteringRequest"/>; null where the page asks for none.
    /// </summary>
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
