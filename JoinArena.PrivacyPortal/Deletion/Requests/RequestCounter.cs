using System.Globalization;
using JoinArena.PrivacyPortal.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace JoinArena.PrivacyPortal.Deletion.Requests;

/// <summary>The last request number given out in a year.</summary>
public sealed class RequestCounter
{
    public int Year { get; init; }

    public int Last { get; private set; }

    /// <summary>
    /// Locks the year's row in the caller's transaction. A second caller waits until the first has committed or given
    /// up. So no number is given out twice, and a form sent twice finds the draft of the first time.
    /// </summary>
    public static async Task<RequestCounter> LockYearAsync(PortalDbContext db, DateTimeOffset now, CancellationToken ct)
    {
        var year = now.Year;
        await db.ExecuteSqlAsync(
            $"""
            INSERT INTO "RequestCounters" ("Year", "Last") VALUES ({year}, 0)
            ON CONFLICT ("Year") DO UPDATE SET "Last" = "RequestCounters"."Last"
            """,
            ct
        );
        return await db.Set<RequestCounter>().SingleAsync(c => c.Year == year, ct);
    }

    /// <summary>Gives out the next number: <c>DR-2026-000123</c>.</summary>
    public string Next() => string.Create(CultureInfo.InvariantCulture, $"DR-{Year}-{++Last:000000}");

    internal sealed class Mapping : IEntityTypeConfiguration<RequestCounter>
    {
        public void Configure(EntityTypeBuilder<RequestCounter> builder)
        {
            builder.ToTable("RequestCounters");
            builder.HasKey(c => c.Year);
            builder.Property(c => c.Year).ValueGeneratedNever();
        }
    }
}
