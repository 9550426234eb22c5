using System.Security.Cryptography;
using System.Text;
using Microsoft.Data.Sqlite;

namespace JoinArena.PrivacyPortal.Tests.Support.Databases;

/// <summary>What a portal on SQLite keeps of people, parties and their requests, to see whether something changed.</summary>
internal static class KeptRows
{
    // Not what reading itself may write: sessions and API keys with their last use, security events, views by staff with
    // their ledger entries, counts of attempts, and the bookkeeping of jobs.
    private static readonly string[] s_tables =
    [
        "Acceptances",
        "AccountPasskeys",
        "AccountTokens",
        "Accounts",
        "AccountsInRoles",
        "Amendments",
        "ConflictingAnswers",
        "CoverageIncidents",
        "DataItems",
        "DeletionCertificates",
        "DeletionMessages",
        "DeletionNotes",
        "DeletionRequestEvents",
        "DeletionRequests",
        "DigestPreferences",
        "DisclosureItems",
        "Disclosures",
        "ErasureTasks",
        "Holdings",
        "LegalHolds",
        "Parties",
        "PartyChanges",
        "Questions",
        "Redisclosures",
        "RefusalProposals",
        "RemedyCases",
        "Sources",
        "TrackingLinks",
        "UseDecisions",
        "WebhookSubscriptions",
        "Workers",
    ];

    /// <summary>One line for each table: its name, how many rows it has, and a hash of them.</summary>
    public static async Task<string> DescribeAsync(Portal portal)
    {
        await using var db = new SqliteConnection(
            $"Data Source={Path.Combine(portal.DataDirectory, "portal.db")};Mode=ReadOnly"
        );
        await db.OpenAsync();
        var lines = new List<string>();
        foreach (var table in s_tables)
            lines.Add(await DescribeAsync(db, table));
        return string.Join('\n', lines);
    }

    private static async Task<string> DescribeAsync(SqliteConnection db, string table)
    {
        await using var select = db.CreateCommand();
        select.CommandText = $"SELECT * FROM \"{table}\"";
        var rows = new List<string>();
        await using var reader = await select.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            var values = Enumerable
                .Range(0, reader.FieldCount)
                .Select(i => reader.GetValue(i) is byte[] bytes ? Convert.ToHexString(bytes) : $"{reader.GetValue(i)}");
            rows.Add(string.Join('|', values));
        }

        rows.Sort(StringComparer.Ordinal);
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', rows)));
        return $"{table} {rows.Count} {Convert.ToHexStringLower(hash)[..16]}";
    }
}
