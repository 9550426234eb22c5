namespace JoinArena.PrivacyPortal.Disclosures.Reconciliation;

/// <summary>
/// The queries of the reconciliation, for both databases. Each returns its differences as <c>Key</c>, <c>Expected</c> and
/// <c>Found</c>.
/// </summary>
internal static class ReconciliationSql
{
    private const string IsDifferent =
        """ r.n <> s."Times" OR r.u <> s."Uncovered" OR r.f <> s."FirstAt" OR r.l <> s."LastAt" """;

    // The numbers of NothingAccepted, NoClause and AgainstStop.
    private const string IsUncovered = """ d."CoverageStatus" IN (2, 3, 4) """;

    // The number of OwnSystem.
    private const string IsOfOwnSystem = """ d."CoverageStatus" = 1 """;

    private const string MatchTotals = """ r."WorkerId" = s."WorkerId" AND r."PartyId" = s."PartyId" """;

    private const string MatchHolding = $"""
        {MatchTotals} AND r."ItemId" = s."ItemId" AND r."Direction" = s."Direction"
        """;

    /// <summary>The totals of each worker and party that a recount does not confirm.</summary>
    public const string Totals = $"""
        WITH r AS (
            SELECT d."WorkerId", d."PartyId", COUNT(*) AS n,
                SUM(CASE WHEN {IsUncovered} THEN 1 ELSE 0 END) AS u,
                MIN(d."Time") AS f, MAX(d."Time") AS l
            FROM "Disclosures" d WHERE d."EndedBy" IS NULL GROUP BY d."WorkerId", d."PartyId")
        SELECT s."WorkerId" || ' ' || s."PartyId" AS "Key",
            CAST(COALESCE(r.n, 0) AS bigint) AS "Expected", CAST(s."Times" AS bigint) AS "Found"
        FROM "WorkerPartyTotals" s LEFT JOIN r ON {MatchTotals}
        WHERE r.n IS NULL OR {IsDifferent}
        UNION ALL
        SELECT r."WorkerId" || ' ' || r."PartyId", CAST(r.n AS bigint), CAST(0 AS bigint)
        FROM r LEFT JOIN "WorkerPartyTotals" s ON {MatchTotals}
        WHERE s."WorkerId" IS NULL
        """;

    /// <summary>The holdings that a recount does not confirm.</summary>
    public const string Holdings = $"""
        WITH r AS (
            SELECT d."WorkerId", d."PartyId", i."ItemId", d."Direction", COUNT(*) AS n,
                SUM(CASE WHEN i."Clause" IS NULL AND NOT ({IsOfOwnSystem}) THEN 1 ELSE 0 END) AS u,
                MIN(d."Time") AS f, MAX(d."Time") AS l
            FROM "DisclosureItems" i JOIN "Disclosures" d ON d."Id" = i."DisclosureId"
            WHERE d."EndedBy" IS NULL GROUP BY d."WorkerId", d."PartyId", i."ItemId", d."Direction")
        SELECT s."WorkerId" || ' ' || s."PartyId" || ' ' || s."ItemId" AS "Key",
            CAST(COALESCE(r.n, 0) AS bigint) AS "Expected", CAST(s."Times" AS bigint) AS "Found"
        FROM "Holdings" s LEFT JOIN r ON {MatchHolding}
        WHERE r.n IS NULL OR {IsDifferent}
        UNION ALL
        SELECT r."WorkerId" || ' ' || r."PartyId" || ' ' || r."ItemId", CAST(r.n AS bigint), CAST(0 AS bigint)
        FROM r LEFT JOIN "Holdings" s ON {MatchHolding}
        WHERE s."WorkerId" IS NULL
        """;

    /// <summary>The disclosures that are still stored under a party that was merged into another.</summary>
    public const string OfMergedParty = """
        SELECT d."Source" || ' ' || d."EventId" AS "Key", CAST(0 AS bigint) AS "Expected", CAST(1 AS bigint) AS "Found"
        FROM "Parties" p JOIN "Disclosures" d ON d."PartyId" = p."Id" WHERE p."MergedInto" IS NOT NULL
        """;
}
