using System.Text.Json;
using System.Text.RegularExpressions;
using JoinArena.PrivacyPortal.Data;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Tests.Support.Databases;

/// <summary>How a database answers a statement, as far as it is about tables that grow with every disclosure.</summary>
internal static partial class QueryPlan
{
    private static readonly string[] s_large =
    [
        "Disclosures",
        "DisclosureItems",
        "Holdings",
        "WorkerPartyTotals",
        "DataItems",
        "LedgerEntries",
        "LedgerBundles",
    ];

    /// <summary>Each place where it reads one of them from end to end.</summary>
    public static async Task<IReadOnlyList<string>> FindFullScansAsync(PortalDbContext db, Statement statement)
    {
        if (db.Database.IsSqlite())
            return [.. Sqlite(statement.Sql, await statement.QueryAsync(db, "EXPLAIN QUERY PLAN", 3))];

        await db.Database.OpenConnectionAsync();
        await db.Database.ExecuteSqlRawAsync("RESET enable_seqscan; RESET enable_mergejoin; RESET enable_hashjoin");
        var hashed = Hashed(await ExplainAsync());
        // Reading a book of a test's size whole is cheap. What matters is whether it has to be, so PostgreSQL is to
        // look things up where it can.
        await db.Database.ExecuteSqlRawAsync(
            "SET enable_seqscan = off; SET enable_mergejoin = off; SET enable_hashjoin = off"
        );
        return [.. hashed, .. Postgres(await ExplainAsync())];

        async Task<JsonElement> ExplainAsync() =>
            JsonDocument
                .Parse(string.Concat(await statement.QueryAsync(db, "EXPLAIN (FORMAT JSON)", 0)))
                .RootElement[0]
                .GetProperty("Plan");
    }

    /// <summary>
    /// Whether it looks into one of those tables. Rows that are put in look into none, and come several in one command
    /// of which only the first would be explained.
    /// </summary>
    public static bool ReadsLargeTable(Statement statement) =>
        !statement.Sql.StartsWith("INSERT ", StringComparison.Ordinal)
        && s_large.Any(table => statement.Sql.Contains($"\"{table}\"", StringComparison.Ordinal));

    // "SCAN d" and "SCAN d USING COVERING INDEX …" both read everything; the plan calls a table by its alias.
    private static IEnumerable<string> Sqlite(string sql, IReadOnlyList<string> plan)
    {
        var large = Aliases()
            .Matches(sql)
            .Where(m => s_large.Contains(m.Groups["table"].Value, StringComparer.Ordinal))
            .Select(m => m.Groups["alias"].Value)
            .Concat(s_large)
            .ToHashSet(StringComparer.Ordinal);
        return plan.Where(step =>
            step.StartsWith("SCAN ", StringComparison.Ordinal) && large.Contains(step.Split(' ')[1])
        );
    }

    // What it would ask of each row it may ask of the whole table at once, and keep: which of the two depends on
    // guesses, so neither may read a large table whole.
    private static IEnumerable<string> Hashed(JsonElement plan)
    {
        var names = HashedNames()
            .Matches(plan.GetRawText())
            .Select(m => m.Groups["name"].Value)
            .ToHashSet(StringComparer.Ordinal);
        return Nodes(plan)
            .Where(node => node.TryGetProperty("Subplan Name", out var name) && names.Contains(name.GetString()!))
            .SelectMany(Postgres)
            .Select(fault => $"hashed: {fault}");
    }

    private static IEnumerable<JsonElement> Nodes(JsonElement node) =>
        node.TryGetProperty("Plans", out var inner) ? inner.EnumerateArray().SelectMany(Nodes).Prepend(node) : [node];

    // An index that is read without a condition is a scan too, in another order.
    private static IEnumerable<string> Postgres(JsonElement node)
    {
        var kind = node.GetProperty("Node Type").GetString()!;
        var table = node.TryGetProperty("Relation Name", out var name) ? name.GetString()! : "";
        if (
            s_large.Contains(table, StringComparer.Ordinal)
            && (
                kind == "Seq Scan"
                || (kind is "Index Scan" or "Index Only Scan" && !node.TryGetProperty("Index Cond", out _))
            )
        )
        {
            yield return $"{kind} on {table}";
        }

        if (kind == "Bitmap Index Scan" && !node.TryGetProperty("Index Cond", out _))
            yield return $"{kind} {node.GetProperty("Index Name")}";
        if (!node.TryGetProperty("Plans", out var inner))
            yield break;
        foreach (var fault in inner.EnumerateArray().SelectMany(Postgres))
            yield return fault;
    }

    [GeneratedRegex("\"(?<table>\\w+)\" AS \"?(?<alias>\\w+)\"?", RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex Aliases();

    [GeneratedRegex(@"hashed (?<name>SubPlan \d+)", RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex HashedNames();
}
