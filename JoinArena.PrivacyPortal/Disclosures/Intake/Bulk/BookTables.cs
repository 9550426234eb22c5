using JoinArena.PrivacyPortal.Ledger;
using JoinArena.PrivacyPortal.Ledger.Log;

namespace JoinArena.PrivacyPortal.Disclosures.Intake.Bulk;

/// <summary>The tables of the intake, for both databases.</summary>
internal static class BookTables
{
    private const string CountMore = """
        "Times" = t."Times" + excluded."Times", "Uncovered" = t."Uncovered" + excluded."Uncovered",
        "FirstAt" = CASE WHEN excluded."FirstAt" < t."FirstAt" THEN excluded."FirstAt" ELSE t."FirstAt" END,
        "LastAt" = CASE WHEN excluded."LastAt" > t."LastAt" THEN excluded."LastAt" ELSE t."LastAt" END
        """;

    public static readonly BookTable<Disclosure> Disclosures = new BookTable<Disclosure>("Disclosures", "\"Source\", \"EventId\"", "ON CONFLICT DO NOTHING")
        .Id("Id", d => d.Id)
        .Text("Source", d => d.Source)
        .Text("EventId", d => d.EventId)
        .Text("WorkerId", d => d.WorkerId)
        .Text("PartyId", d => d.PartyId)
        .Text("ReportedAs", d => d.ReportedAs)
        .Word("Direction", d => d.Direction)
        .Word("Purpose", d => d.Purpose)
        .Time("Time", d => d.Time)
        .Time("ReceivedAt", d => d.ReceivedAt)
        .Text("InterviewId", d => d.InterviewId)
        .Text("Detail", d => d.Detail)
        .Word("Standing", d => d.Standing)
        .Text("Version", d => d.Version)
        .Bytes("ContentHash", d => d.ContentHash)
        .Id("BroughtBy", d => d.BroughtBy);

    public static readonly BookTable<DisclosureItem> Items = new BookTable<DisclosureItem>("DisclosureItems")
        .Id("DisclosureId", i => i.DisclosureId)
        .Text("ItemId", i => i.ItemId)
        .Word("Category", i => i.Category)
        .Text("Clause", i => i.Clause);

    // An item announced by JoinArena keeps the interview it was announced with; one only mentioned has the first in order of those named with it.
    public static readonly BookTable<DataItem> Mentioned = new BookTable<DataItem>("DataItems", "\"WorkerId\", \"Id\"", """
        ON CONFLICT ("WorkerId", "Id") DO UPDATE SET "InterviewId" = CASE
            WHEN t."InterviewId" IS NULL THEN excluded."InterviewId"
            WHEN t."CreatedAt" IS NULL AND excluded."InterviewId" COLLATE {C} < t."InterviewId" THEN excluded."InterviewId"
            ELSE t."InterviewId" END
        WHERE t."Category" = excluded."Category"
        """)
        .Text("WorkerId", i => i.WorkerId)
        .Text("Id", i => i.Id)
        .Word("Category", i => i.Category)
        .Text("InterviewId", i => i.InterviewId);

    public static readonly BookTable<Holding> Holdings = new BookTable<Holding>("Holdings", "\"WorkerId\", \"PartyId\", \"ItemId\", \"Direction\"", $$"""
        ON CONFLICT ("WorkerId", "PartyId", "ItemId", "Direction") DO UPDATE SET {{CountMore}},
        "Clause" = CASE WHEN excluded."LastAt" > t."LastAt" OR (excluded."LastAt" = t."LastAt" AND coalesce(excluded."Clause", '') COLLATE {C} > coalesce(t."Clause", '')) THEN excluded."Clause" ELSE t."Clause" END,
        "InterviewId" = CASE WHEN t."InterviewId" IS NULL OR excluded."InterviewId" COLLATE {C} < t."InterviewId" THEN excluded."InterviewId" ELSE t."InterviewId" END
        """)
        .Text("WorkerId", h => h.WorkerId)
        .Text("PartyId", h => h.PartyId)
        .Text("ItemId", h => h.ItemId)
        .Word("Direction", h => h.Direction)
        .Word("Category", h => h.Category)
        .Text("InterviewId", h => h.InterviewId)
        .Text("Clause", h => h.Clause)
        .Count("Times", h => h.Times)
        .Count("Uncovered", h => h.Uncovered)
        .Time("FirstAt", h => h.FirstAt)
        .Time("LastAt", h => h.LastAt);

    public static readonly BookTable<PartyShare> Shares = new BookTable<PartyShare>("PartyShares", "\"WorkerId\", \"PartyId\"", $"""ON CONFLICT ("WorkerId", "PartyId") DO UPDATE SET {CountMore}""")
        .Text("WorkerId", s => s.WorkerId)
        .Text("PartyId", s => s.PartyId)
        .Count("Times", s => s.Times)
        .Count("Uncovered", s => s.Uncovered)
        .Time("FirstAt", s => s.FirstAt)
        .Time("LastAt", s => s.LastAt);

    public static readonly BookTable<LedgerEntry> Leaves = new BookTable<LedgerEntry>("LedgerEntries")
        .Id("Id", e => e.Id)
        .Text("Subject", e => e.Subject)
        .Text("Record", e => e.Record)
        .Text("Leaf", e => e.Leaf);

    public static readonly BookTable<WaitingEntries> Waiting = new BookTable<WaitingEntries>("LedgerWaiting").Bytes("Ids", w => w.Ids);

    public static readonly BookTable<SubjectKey> Keys = new BookTable<SubjectKey>("SubjectKeys", "\"Subject\"", "ON CONFLICT DO NOTHING")
        .Text("Subject", k => k.Subject)
        .Bytes("Key", k => k.Key);

    public static readonly BookTable<IntakeDay> Days = new BookTable<IntakeDay>(
        "IntakeDays", "\"Day\", \"Source\", \"Writer\"", """ON CONFLICT ("Day", "Source", "Writer") DO UPDATE SET "Accepted" = t."Accepted" + excluded."Accepted" """)
        .Day("Day", d => d.Day)
        .Text("Source", d => d.Source)
        .Id("Writer", d => d.Writer)
        .LongCount("Accepted", d => d.Accepted);
}
