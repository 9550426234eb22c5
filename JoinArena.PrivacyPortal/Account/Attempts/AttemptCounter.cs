using JoinArena.PrivacyPortal.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace JoinArena.PrivacyPortal.Account.Attempts;

/// <summary>How much of a limit is used up. Deleted soon after its time is over.</summary>
public sealed class AttemptCounter
{
    /// <summary>The account; empty for all addresses together that have none.</summary>
    public required Guid AccountId { get; init; }

    /// <summary>What is counted: <see cref="AttemptLimit.Kind"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>Where the attempts come from, hashed; empty if that does not matter.</summary>
    public required string Source { get; init; }

    /// <summary>How many attempts were taken.</summary>
    public required int Taken { get; init; }

    /// <summary>
    /// When the count starts again: Unix time in milliseconds, so that one statement reads the same on both databases.
    /// </summary>
    public required long EndsAt { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<AttemptCounter>
    {
        public void Configure(EntityTypeBuilder<AttemptCounter> builder)
        {
            builder
                .ToTable("AttemptCounters")
                .HasKey(c => new
                {
                    c.AccountId,
                    c.Kind,
                    c.Source,
                });
            builder.Property(c => c.Kind).HasMaxLength(AttemptLimit.MaxKindLength);
            builder.Property(c => c.Source).HasMaxLength(80);
            builder.HasIndex(c => c.EndsAt);
        }
    }
}

/// <summary>The counters, and the statements that change them.</summary>
internal static class AttemptCounterSets
{
    extension(PortalDbContext db)
    {
        public DbSet<AttemptCounter> AttemptCounters => db.Set<AttemptCounter>();

        /// <summary>
        /// Takes one attempt off, in one statement, so that attempts made at the same moment cannot exceed the limit.
        /// Call it before the password or code is looked at.
        /// </summary>
        /// <returns>False if no attempt is left.</returns>
        public async Task<bool> TryTakeAttemptAsync(
            Guid account,
            AttemptLimit limit,
            string source,
            DateTimeOffset at,
            CancellationToken ct
        )
        {
            var now = at.ToUnixTimeMilliseconds();
            var end = (at + limit.Window).ToUnixTimeMilliseconds();
            return await db.ExecuteSqlAsync(
                    $"""
                    INSERT INTO "AttemptCounters" AS c ("AccountId", "Kind", "Source", "Taken", "EndsAt")
                    VALUES ({account}, {limit.Kind}, {source}, 1, {end})
                    ON CONFLICT ("AccountId", "Kind", "Source") DO UPDATE SET
                        "Taken" = CASE WHEN c."EndsAt" <= {now} THEN 1 ELSE c."Taken" + 1 END,
                        "EndsAt" = CASE
                            WHEN {limit.Restarts} OR c."EndsAt" <= {now} THEN excluded."EndsAt"
                            ELSE c."EndsAt"
                        END
                    WHERE c."EndsAt" <= {now} OR c."Taken" < {limit.Count}
                    """,
                    ct
                ) == 1;
        }

        /// <summary>Gives one attempt back that turned out right.</summary>
        public Task ReturnAttemptAsync(Guid account, AttemptLimit limit, string source, CancellationToken ct) =>
            db.ExecuteSqlAsync(
                $"""
                UPDATE "AttemptCounters" SET "Taken" = "Taken" - 1
                WHERE "AccountId" = {account} AND "Kind" = {limit.Kind} AND "Source" = {source} AND "Taken" > 0
                """,
                ct
            );

        /// <summary>Starts the count again for one source.</summary>
        public Task ClearAttemptsAsync(Guid account, AttemptLimit limit, string source, CancellationToken ct) =>
            db.ExecuteSqlAsync(
                $"""
                DELETE FROM "AttemptCounters"
                WHERE "AccountId" = {account} AND "Kind" = {limit.Kind} AND "Source" = {source}
                """,
                ct
            );

        /// <summary>Starts the count again, wherever the attempts came from.</summary>
        public Task ClearAttemptsAsync(Guid account, AttemptLimit limit, CancellationToken ct) =>
            db.ExecuteSqlAsync(
                $"""DELETE FROM "AttemptCounters" WHERE "AccountId" = {account} AND "Kind" = {limit.Kind}""",
                ct
            );
    }
}
