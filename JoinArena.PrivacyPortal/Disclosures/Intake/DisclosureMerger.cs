using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Disclosures.Intake.Bulk;
using JoinArena.PrivacyPortal.Parties;
using JoinArena.PrivacyPortal.Parties.Merging;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Disclosures.Intake;

/// <summary>
/// Moves the disclosures of one party to another, with what is counted of them. Counts are added up as the intake adds
/// them up, so that they equal a recount.
/// </summary>
internal sealed class DisclosureMerger : IPartyMergeParticipant
{
    /// <summary>The open pages of more workers than this change only when they are loaded again.</summary>
    private const int MaxAnnounced = 1_000;

    // What either party received and still has, the remaining party has. It counts as asked for only if each copy that is
    // still there was asked for.
    private const string MergeErasures = """
        , "AskedAt" = CASE
            WHEN (t."ErasedAt" IS NULL OR t."LastAt" > t."ErasedAt")
                AND (t."AskedAt" IS NULL OR t."AskedAt" <= t."LastAt") THEN NULL
            WHEN (excluded."ErasedAt" IS NULL OR excluded."LastAt" > excluded."ErasedAt")
                AND (excluded."AskedAt" IS NULL OR excluded."AskedAt" <= excluded."LastAt") THEN NULL
            WHEN t."AskedAt" IS NULL OR excluded."AskedAt" > t."AskedAt" THEN excluded."AskedAt"
            ELSE t."AskedAt" END,
        "ErasedAt" = CASE
            WHEN t."ErasedAt" IS NULL OR t."LastAt" > t."ErasedAt"
                OR excluded."ErasedAt" IS NULL OR excluded."LastAt" > excluded."ErasedAt" THEN NULL
            WHEN excluded."ErasedAt" > t."ErasedAt" THEN excluded."ErasedAt"
            ELSE t."ErasedAt" END
        """;

    private static readonly string s_moveHoldings = $$"""
        INSERT INTO "Holdings" AS t ("WorkerId", "PartyId", "ItemId", "Direction", "Category", "InterviewId", "Clause",
            "AskedAt", "ErasedAt", "Times", "Uncovered", "FirstAt", "LastAt")
        SELECT h."WorkerId", {1}, h."ItemId", h."Direction", h."Category", h."InterviewId", h."Clause",
            h."AskedAt", h."ErasedAt", h."Times", h."Uncovered", h."FirstAt", h."LastAt"
        FROM "WorkerPartyTotals" s
        JOIN "Holdings" h ON h."WorkerId" = s."WorkerId" AND h."PartyId" = s."PartyId" WHERE s."PartyId" = {0}
        {{BulkTables.Holdings.OnConflict}}{{MergeErasures}}
        """;

    private static readonly string s_moveTotals = $$"""
        INSERT INTO "WorkerPartyTotals" AS t ("WorkerId", "PartyId", "Times", "Uncovered", "FirstAt", "LastAt")
        SELECT s."WorkerId", {1}, s."Times", s."Uncovered", s."FirstAt", s."LastAt"
        FROM "WorkerPartyTotals" s WHERE s."PartyId" = {0}
        {{BulkTables.Totals.OnConflict}}
        """;

    /// <summary>Lets no one else count until the merge is over.</summary>
    public Task LockAsync(PortalDbContext db, string from, string into, CancellationToken ct) =>
        CountingLock.AcquireExclusiveAsync(db, ct);

    public async Task MoveAsync(PortalDbContext db, PartyMerge merge, CancellationToken ct)
    {
        var from = merge.From;
        var into = merge.Into;
        // Announced first: afterwards no row says which workers the given-up party had.
        var workers = await db
            .WorkerPartyTotals.Where(t => t.PartyId == from)
            .OrderBy(t => t.WorkerId)
            .Select(t => t.WorkerId)
            .Take(MaxAnnounced)
            .ToListAsync(ct);
        foreach (var worker in workers)
            db.PublishChange(worker);

        await db.ExecuteSqlAsync(
            $"""
            UPDATE "Disclosures" SET "ReportedAs" = COALESCE("ReportedAs", "PartyId"), "PartyId" = {into}
            WHERE "PartyId" = {from}
            """,
            ct
        );
        await RunAsync(db, s_moveHoldings, from, into, ct);
        await db.ExecuteSqlAsync(
            $"""
            DELETE FROM "Holdings" WHERE "PartyId" = {from}
            AND "WorkerId" IN (SELECT s."WorkerId" FROM "WorkerPartyTotals" s WHERE s."PartyId" = {from})
            """,
            ct
        );
        await RunAsync(db, s_moveTotals, from, into, ct);
        await db.ExecuteSqlAsync($"""DELETE FROM "WorkerPartyTotals" WHERE "PartyId" = {from}""", ct);
    }

    private static Task<int> RunAsync(PortalDbContext db, string sql, string from, string into, CancellationToken ct)
    {
        var collation = db.Database.IsSqlite() ? "BINARY" : "\"C\"";
        return db.Database.ExecuteSqlRawAsync(
            sql.Replace("{C}", collation, StringComparison.Ordinal),
            [from, into],
            ct
        );
    }
}
