using JoinArena.PrivacyPortal.Ledger;
using NpgsqlTypes;

namespace JoinArena.PrivacyPortal.Disclosures;

/// <summary>A table as the intake writes it: its columns, where each value comes from, and what happens to a row that is there already.</summary>
/// <param name="Key">The columns rows are written in the order of, so that nodes never wait for one another in a circle; none where every row is new.</param>
/// <param name="OnConflict">What follows the insert; empty where every row is new.</param>
internal sealed record BookTable<TRow>(string Name, string Key, string OnConflict, params IReadOnlyList<BookColumn<TRow>> Columns)
{
    /// <summary>The columns' names, as they stand in a statement.</summary>
    public string ColumnList { get; } = string.Join(", ", Columns.Select(c => $"\"{c.Name}\""));
}

/// <summary>One column.</summary>
internal sealed record BookColumn<TRow>(string Name, NpgsqlDbType Type, Func<TRow, object?> Value);

/// <summary>The tables of the intake, for both databases.</summary>
internal static class BookTables
{
    private const string CountMore = """
        "Times" = t."Times" + excluded."Times", "Uncovered" = t."Uncovered" + excluded."Uncovered",
        "FirstAt" = CASE WHEN excluded."FirstAt" < t."FirstAt" THEN excluded."FirstAt" ELSE t."FirstAt" END,
        "LastAt" = CASE WHEN excluded."LastAt" > t."LastAt" THEN excluded."LastAt" ELSE t."LastAt" END
        """;

    public static readonly BookTable<Disclosure> Disclosures = new("Disclosures", "\"Source\", \"EventId\"", "ON CONFLICT DO NOTHING",
        new("Id", NpgsqlDbType.Uuid, d => d.Id),
        new("Source", NpgsqlDbType.Varchar, d => d.Source),
        new("EventId", NpgsqlDbType.Varchar, d => d.EventId),
        new("WorkerId", NpgsqlDbType.Varchar, d => d.WorkerId),
        new("PartyId", NpgsqlDbType.Varchar, d => d.PartyId),
        new("Direction", NpgsqlDbType.Varchar, d => d.Direction.ToString()),
        new("Purpose", NpgsqlDbType.Varchar, d => d.Purpose.ToString()),
        new("Time", NpgsqlDbType.TimestampTz, d => d.Time),
        new("ReceivedAt", NpgsqlDbType.TimestampTz, d => d.ReceivedAt),
        new("InterviewId", NpgsqlDbType.Text, d => d.InterviewId),
        new("Detail", NpgsqlDbType.Text, d => d.Detail),
        new("Standing", NpgsqlDbType.Varchar, d => d.Standing.ToString()),
        new("Version", NpgsqlDbType.Varchar, d => d.Version),
        new("ContentHash", NpgsqlDbType.Bytea, d => d.ContentHash),
        new("BroughtBy", NpgsqlDbType.Uuid, d => d.BroughtBy));

    public static readonly BookTable<DisclosureItem> Items = new("DisclosureItems", "", "",
        new("DisclosureId", NpgsqlDbType.Uuid, i => i.DisclosureId),
        new("ItemId", NpgsqlDbType.Varchar, i => i.ItemId),
        new("Category", NpgsqlDbType.Varchar, i => i.Category.ToString()),
        new("Clause", NpgsqlDbType.Varchar, i => i.Clause));

    // An item announced by JoinArena keeps the interview it was announced with; one only mentioned has the first in order of those named with it.
    public static readonly BookTable<DataItem> Mentioned = new("DataItems", "\"WorkerId\", \"Id\"", """
        ON CONFLICT ("WorkerId", "Id") DO UPDATE SET "InterviewId" = CASE
            WHEN t."InterviewId" IS NULL THEN excluded."InterviewId"
            WHEN t."CreatedAt" IS NULL AND excluded."InterviewId" COLLATE {C} < t."InterviewId" THEN excluded."InterviewId"
            ELSE t."InterviewId" END
        WHERE t."Category" = excluded."Category"
        """,
        new("WorkerId", NpgsqlDbType.Varchar, i => i.WorkerId),
        new("Id", NpgsqlDbType.Varchar, i => i.Id),
        new("Category", NpgsqlDbType.Varchar, i => i.Category.ToString()),
        new("InterviewId", NpgsqlDbType.Varchar, i => i.InterviewId));

    public static readonly BookTable<Holding> Holdings = new("Holdings", "\"WorkerId\", \"PartyId\", \"ItemId\", \"Direction\"", $$"""
        ON CONFLICT ("WorkerId", "PartyId", "ItemId", "Direction") DO UPDATE SET {{CountMore}},
        "Clause" = CASE WHEN excluded."LastAt" > t."LastAt" OR (excluded."LastAt" = t."LastAt" AND coalesce(excluded."Clause", '') COLLATE {C} > coalesce(t."Clause", '')) THEN excluded."Clause" ELSE t."Clause" END,
        "InterviewId" = CASE WHEN t."InterviewId" IS NULL OR excluded."InterviewId" COLLATE {C} < t."InterviewId" THEN excluded."InterviewId" ELSE t."InterviewId" END
        """,
        new("WorkerId", NpgsqlDbType.Text, h => h.WorkerId),
        new("PartyId", NpgsqlDbType.Text, h => h.PartyId),
        new("ItemId", NpgsqlDbType.Varchar, h => h.ItemId),
        new("Direction", NpgsqlDbType.Varchar, h => h.Direction.ToString()),
        new("Category", NpgsqlDbType.Varchar, h => h.Category.ToString()),
        new("InterviewId", NpgsqlDbType.Text, h => h.InterviewId),
        new("Clause", NpgsqlDbType.Varchar, h => h.Clause),
        new("Times", NpgsqlDbType.Integer, h => h.Times),
        new("Uncovered", NpgsqlDbType.Integer, h => h.Uncovered),
        new("FirstAt", NpgsqlDbType.TimestampTz, h => h.FirstAt),
        new("LastAt", NpgsqlDbType.TimestampTz, h => h.LastAt));

    public static readonly BookTable<PartyShare> Shares = new("PartyShares", "\"WorkerId\", \"PartyId\"", $"""ON CONFLICT ("WorkerId", "PartyId") DO UPDATE SET {CountMore}""",
        new("WorkerId", NpgsqlDbType.Text, s => s.WorkerId),
        new("PartyId", NpgsqlDbType.Text, s => s.PartyId),
        new("Times", NpgsqlDbType.Integer, s => s.Times),
        new("Uncovered", NpgsqlDbType.Integer, s => s.Uncovered),
        new("FirstAt", NpgsqlDbType.TimestampTz, s => s.FirstAt),
        new("LastAt", NpgsqlDbType.TimestampTz, s => s.LastAt));

    public static readonly BookTable<LedgerEntry> Leaves = new("LedgerEntries", "", "",
        new("Id", NpgsqlDbType.Uuid, e => e.Id),
        new("Subject", NpgsqlDbType.Text, e => e.Subject),
        new("Record", NpgsqlDbType.Text, e => e.Record),
        new("Leaf", NpgsqlDbType.Varchar, e => e.Leaf));

    public static readonly BookTable<SubjectKey> Keys = new("SubjectKeys", "\"Subject\"", "ON CONFLICT DO NOTHING",
        new("Subject", NpgsqlDbType.Varchar, k => k.Subject),
        new("Key", NpgsqlDbType.Bytea, k => k.Key));
}
