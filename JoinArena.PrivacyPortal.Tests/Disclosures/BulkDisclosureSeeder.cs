using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Disclosures;
using JoinArena.PrivacyPortal.Policies;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Tests.Disclosures;

/// <summary>
/// Fills an SQLite database with as many disclosures as a test needs, in a second or two.
/// </summary>
internal static class BulkDisclosureSeeder
{
    /// <summary>Adds one disclosure a minute from 2020 on, to the parties in turn, of fifty items.</summary>
    public static async Task SeedAsync(
        IDbContextFactory<PortalDbContext> contexts,
        string worker,
        IReadOnlyList<string> parties,
        int count
    )
    {
        await using var db = await contexts.CreateDbContextAsync();
        var start = new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();
        var mark = Guid.NewGuid().ToString("N")[..8].ToUpperInvariant();
        var first = parties[0];
        var covered = (int)CoverageStatus.Covered;
        await using var write = await db.BeginWriteAsync(default);
        await db.Database.ExecuteSqlAsync(
            $"""
            WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < {count})
            INSERT INTO "Disclosures" ("Id", "Source", "EventId", "WorkerId", "PartyId", "Direction", "Purpose",
                "Time", "ReceivedAt", "CoverageStatus", "Version")
            SELECT unhex(printf('%s000070008000%012X', {mark}, i)), '/many', {mark} || i, {worker}, {first},
                {(int)Direction.Disclosed}, {(int)Purpose.CandidateEvaluation},
                {start} + i * 60000, {start} + i * 60000, {covered}, '1.0' FROM n
            """
        );
        for (var p = 1; p < parties.Count; p++)
        {
            await db.Database.ExecuteSqlAsync(
                $"""
                UPDATE "Disclosures" SET "PartyId" = {parties[p]}
                WHERE "WorkerId" = {worker} AND ("Time" - {start}) / 60000 % {parties.Count} = {p}
                """
            );
        }

        await db.Database.ExecuteSqlAsync(
            $"""
            WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < {count})
            INSERT INTO "DisclosureItems" ("DisclosureId", "ItemId", "Category", "Clause")
            SELECT unhex(printf('%s000070008000%012X', {mark}, i)), 'item-' || (i % 50), {(int)DataCategory.Transcript},
                'external-evaluation'
            FROM n
            """
        );
        await write.CommitAsync(default);
    }
}
