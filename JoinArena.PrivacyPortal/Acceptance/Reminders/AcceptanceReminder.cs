using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Workers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace JoinArena.PrivacyPortal.Acceptance.Reminders;

/// <summary>The reminders that a worker has had about a version.</summary>
public sealed class AcceptanceReminder
{
    public required string WorkerId { get; init; }

    public required string Version { get; init; }

    public int ReminderCount { get; private set; }

    public DateTimeOffset LastRemindedAt { get; private set; }

    internal void RecordReminder(DateTimeOffset now)
    {
        ReminderCount++;
        LastRemindedAt = now;
    }

    /// <summary>The worker wants no more of them.</summary>
    internal void Stop() => ReminderCount = Math.Max(ReminderCount, AcceptanceReminderJob.MaxReminders);

    internal sealed class Mapping : IEntityTypeConfiguration<AcceptanceReminder>
    {
        public void Configure(EntityTypeBuilder<AcceptanceReminder> builder)
        {
            builder.ToTable("AcceptanceReminders");
            builder.HasKey(r => new { r.WorkerId, r.Version });
            builder.Property(r => r.Version).HasMaxLength(20);
            // If two nodes remind at once, the second save fails.
            builder.Property(r => r.ReminderCount).IsConcurrencyToken();
            builder.HasOne<Worker>().WithMany().HasForeignKey(r => r.WorkerId);
        }
    }
}

/// <summary>The reminders as a set of the context.</summary>
public static class AcceptanceReminderSets
{
    extension(PortalDbContext db)
    {
        public DbSet<AcceptanceReminder> AcceptanceReminders => db.Set<AcceptanceReminder>();
    }
}
