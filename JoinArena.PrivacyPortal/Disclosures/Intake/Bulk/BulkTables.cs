using JoinArena.PrivacyPortal.Ledger;
using JoinArena.PrivacyPortal.Ledger.Log;

namespace JoinArena.PrivacyPortal.Disclosures.Intake.Bulk;

/// <summary>The tables the intake writes, for both databases.</summary>
internal static class BulkTables
{
    private const string AddCounts = """
        "Times" = t."Times" + excluded."Times", "Uncovered" = t."Uncovered" + excluded."Uncovered",
        "FirstAt" = CASE WHEN excluded."FirstAt" < t."FirstAt" THEN excluded."FirstAt" ELSE t."FirstAt" END,
        "LastAt" = CASE WHEN excluded."LastAt" > t."LastAt" THEN excluded."LastAt" ELSE t."LastAt" END
        """;

    // An item JoinArena announced keeps its interview. One that only disclosures name belongs to the first of their
    // interviews in ordinal order. {C} is the collation that compares by ordinal.
    private const string KeepFirstInterview = """
        ON CONFLICT ("WorkerId", "Id") DO UPDATE SET "InterviewId" = CASE
            WHEN t."InterviewId" IS NULL THEN excluded."InterviewId"
            WHEN t."CreatedAt" IS NULL AND excluded."InterviewId" COLLATE {C} < t."InterviewId"
                THEN excluded."InterviewId"
            ELSE t."InterviewId" END
        WHERE t."Category" = excluded."Category"
        """;

    // Keeps the clause of the latest disclosure, and of several at one instant the last in ordinal order.
    private const string AddToHolding = $$"""
        ON CONFLICT ("WorkerId", "PartyId", "ItemId", "Direction") DO UPDATE SET {{AddCounts}},
        "Clause" = CASE
            WHEN excluded."LastAt" > t."LastAt" THEN excluded."Clause"
            WHEN excluded."LastAt" = t."LastAt"
                AND coalesce(excluded."Clause", '') COLLATE {C} > coalesce(t."Clause", '') THEN excluded."Clause"
            ELSE t."Clause" END,
        "InterviewId" = CASE
            WHEN t."InterviewId" IS NULL OR excluded."InterviewId" COLLATE {C} < t."InterviewId"
                THEN excluded."InterviewId"
            ELSE t."InterviewId" END
        """;

    public static readonly BulkTable<Disclosure> Disclosures = new BulkTable<Disclosure>(
        "Disclosures",
        "\"Source\", \"EventId\"",
        "ON CONFLICT DO NOTHING"
    )
        .Id("Id", d => d.Id)
        .Text("Source", d => d.Source)
        .Text("EventId", d => d.EventId)
        .Text("WorkerId", d => d.WorkerId)
        .Text("PartyId", d => d.PartyId)
        .Text("ReportedAs", d => d.ReportedAs)
        .Code("Direction", d => d.Direction)
        .Code("Purpose", d => d.Purpose)
        .Time("Time", d => d.Time)
        .Time("ReceivedAt", d => d.ReceivedAt)
        .Text("InterviewId", d => d.InterviewId)
        .Text("Detail", d => d.Detail)
        .Text("JobLocations", d => d.JobLocations)
        .Code("CoverageStatus", d => d.CoverageStatus)
        .Text("Version", d => d.Version)
        .Bytes("ContentHash", d => d.ContentHash)
        .Id("BroughtBy", d => d.BroughtBy);

    public static readonly BulkTable<DisclosureItem> Items = new BulkTable<DisclosureItem>("DisclosureItems")
        .Id("DisclosureId", i => i.DisclosureId)
        .Text("ItemId", i => i.ItemId)
        .Code("Category", i => i.Category)
        .Text("Clause", i => i.Clause);

    public static readonly BulkTable<DataItem> MentionedItems = new BulkTable<DataItem>(
        "DataItems",
        "\"WorkerId\", \"Id\"",
        KeepFirstInterview
    )
        .Text("WorkerId", i => i.WorkerId)
        .Text("Id", i => i.Id)
        .Code("Category", i => i.Category)
        .Text("InterviewId", i => i.InterviewId);

    public static readonly BulkTable<Holding> Holdings = new BulkTable<Holding>(
        "Holdings",
        "\"WorkerId\", \"PartyId\", \"ItemId\", \"Direction\"",
        AddToHolding
    )
        .Text("WorkerId", h => h.WorkerId)
        .Text("PartyId", h => h.PartyId)
        .Text("ItemId", h => h.ItemId)
        .Code("Direction", h => h.Direction)
        .Code("Category", h => h.Category)
        .Text("InterviewId", h => h.InterviewId)
        .Text("Clause", h => h.Clause)
        .Count("Times", h => h.Times)
        .Count("Uncovered", h => h.Uncovered)
        .Time("FirstAt", h => h.FirstAt)
        .Time("LastAt", h => h.LastAt);

    public static readonly BulkTable<WorkerPartyTotals> Totals = new BulkTable<WorkerPartyTotals>(
        "WorkerPartyTotals",
        "\"WorkerId\", \"PartyId\"",
        $"""ON CONFLICT ("WorkerId", "PartyId") DO UPDATE SET {AddCounts}"""
    )
        .Text("WorkerId", s => s.WorkerId)
        .Text("PartyId", s => s.PartyId)
        .Count("Times", s => s.Times)
        .Count("Uncovered", s => s.Uncovered)
        .Time("FirstAt", s => s.FirstAt)
        .Time("LastAt", s => s.LastAt);

    public static readonly BulkTable<LedgerEntry> Entries = new BulkTable<LedgerEntry>("LedgerEntries")
        .Id("Id", e => e.Id)
        .Text("Subject", e => e.Subject)
        .Bytes("Record", e => e.Record);

    public static readonly BulkTable<PendingEntries> Waiting = new BulkTable<PendingEntries>("LedgerPending")
        .Bytes("Ids", w => w.Ids)
        .Bytes("Leaves", w => w.Leaves);

    public static readonly BulkTable<SubjectKey> Keys = new BulkTable<SubjectKey>(
        "SubjectKeys",
        "\"Subject\"",
        "ON CONFLICT DO NOTHING"
    )
        .Text("Subject", k => k.Subject)
        .Bytes("Key", k => k.Key);

    public static readonly BulkTable<IntakeDay> Days = new BulkTable<IntakeDay>(
        "IntakeDays",
        "\"Day\", \"Source\", \"Writer\"",
        """ON CONFLICT ("Day", "Source", "Writer") DO UPDATE SET "Accepted" = t."Accepted" + excluded."Accepted" """
    )
        .Day("Day", d => d.Day)
        .Text("Source", d => d.Source)
        .Id("Writer", d => d.Writer)
        .LongCount("Accepted", d => d.Accepted);
}
