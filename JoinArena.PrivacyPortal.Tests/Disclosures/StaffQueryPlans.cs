using System.Text.RegularExpressions;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Disclosures;
using JoinArena.PrivacyPortal.Policies;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Tests.Disclosures;

/// <summary>The plans by which a database answers the queries of the team's pages.</summary>
internal static partial class StaffQueryPlans
{
    /// <summary>
    /// Adds enough disclosures that plans matter, and on PostgreSQL updates the statistics that plans are chosen by.
    /// </summary>
    public static async Task SeedAsync(PortalDbContext db, string worker, string party, int covered, int uncovered)
    {
        await AddAsync(db, worker, party, covered, CoverageStatus.Covered, Purpose.CandidateEvaluation);
        await AddAsync(db, worker, party, uncovered, CoverageStatus.NoClause, Purpose.PhotoGeneration);
        if (!db.Database.IsSqlite())
            await db.Database.ExecuteSqlRawAsync("ANALYZE \"Disclosures\", \"DisclosureItems\", \"WorkerPartyTotals\"");
    }

    /// <summary>The plan of a statement as <c>ToQueryString</c> writes it.</summary>
    public static async Task<string> ExplainAsync(PortalDbContext db, string query)
    {
        // The parameters' values are in comments above the statement.
        var values = Parameter()
            .Matches(query)
            .ToDictionary(
                m => m.Groups["name"].Value,
                m => m.Groups["value"].Value.Length == 0 ? "NULL" : $"'{m.Groups["value"].Value}'",
                StringComparer.Ordinal
            );
        var sql = string.Join(
            '\n',
            query
                .Split('\n')
                .Where(line =>
                    !line.StartsWith("--", StringComparison.Ordinal)
                    && !line.StartsWith(".param", StringComparison.Ordinal)
                )
        );
        foreach (var (name, value) in values.OrderByDescending(v => v.Key.Length))
            sql = sql.Replace(name, value, StringComparison.Ordinal);

        await db.Database.OpenConnectionAsync();
        await using var command = db.Database.GetDbConnection().CreateCommand();
#pragma warning disable CA2100 // The statement is the portal's own.
        command.CommandText = (db.Database.IsSqlite() ? "EXPLAIN QUERY PLAN " : "EXPLAIN ") + sql;
#pragma warning restore CA2100
        await using var reader = await command.ExecuteReaderAsync();
        var steps = new List<string>();
        while (await reader.ReadAsync())
            steps.Add(reader.GetString(reader.FieldCount - 1));
        return string.Join('\n', steps);
    }

    /// <summary>The steps that read a whole table, and not an index that holds a part of it.</summary>
    public static IEnumerable<string> FindScans(string plan, string table) =>
        plan.Split('\n')
            .Where(step =>
                (
                    step.StartsWith("SCAN d", StringComparison.Ordinal)
                    && !step.StartsWith("SCAN d0", StringComparison.Ordinal)
                    && !step.Contains("IX_Disclosures_Uncovered", StringComparison.Ordinal)
                ) || step.Contains($"Seq Scan on \"{table}\"", StringComparison.Ordinal)
            );

    private static async Task AddAsync(
        PortalDbContext db,
        string worker,
        string party,
        int count,
        CoverageStatus coverage,
        Purpose purpose
    )
    {
        var start = new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);
        var mark = Guid.NewGuid().ToString("N")[..8].ToUpperInvariant();
        var pattern = mark + "%";
        var disclosed = (int)Direction.Disclosed;
        var resume = (int)DataCategory.Resume;
        var covered = (int)CoverageStatus.Covered;
        if (db.Database.IsSqlite())
        {
            var first = start.ToUnixTimeMilliseconds();
            await db.ExecuteSqlAsync(
                $"""
                WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < {count})
                INSERT INTO "Disclosures" ("Id", "Source", "EventId", "WorkerId", "PartyId", "Direction", "Purpose",
                    "Time", "ReceivedAt", "CoverageStatus", "Version")
                SELECT unhex(printf('%s000070008000%012X', {mark}, i)), '/many', {mark} || i, {worker}, {party},
                    {disclosed}, {(int)purpose},
                    {first} + i * 60000, {first}, {(int)coverage}, '1.0' FROM n
                """,
                default
            );
        }
        else
        {
            await db.ExecuteSqlAsync(
                $"""
                INSERT INTO "Disclosures" ("Id", "Source", "EventId", "WorkerId", "PartyId", "Direction", "Purpose",
                    "Time", "ReceivedAt", "CoverageStatus", "Version")
                SELECT gen_random_uuid(), '/many', {mark} || i::text, {worker}, {party}, {disclosed}, {(int)purpose},
                    {start} + i * interval '1 minute', {start}, {(int)coverage}, '1.0'
                FROM generate_series(1, {count}) i
                """,
                default
            );
        }

        await db.ExecuteSqlAsync(
            $"""
            INSERT INTO "DisclosureItems" ("DisclosureId", "ItemId", "Category", "Clause")
            SELECT "Id", 'cv', {resume}, CASE WHEN "CoverageStatus" = {covered} THEN 'external-evaluation' END
            FROM "Disclosures" WHERE "Source" = '/many' AND "EventId" LIKE {pattern}
            """,
            default
        );
    }

    [GeneratedRegex(
        @"^(?:-- |\.param set )(?<name>@\w+)(?:=| )(?:'(?<value>[^']*)'|(?<value>[^'\s]+))",
        RegexOptions.ExplicitCapture | RegexOptions.Multiline,
        1000
    )]
    private static partial Regex Parameter();
}
