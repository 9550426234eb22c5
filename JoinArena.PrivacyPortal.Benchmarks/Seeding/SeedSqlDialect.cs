using System.Globalization;

namespace JoinArena.PrivacyPortal.Benchmarks.Seeding;

/// <summary>The SQL in which the two databases differ.</summary>
/// <param name="IsRecursive">True where <see cref="NumberRange"/> refers to itself.</param>
/// <param name="Settings">Settings that make bulk inserts fast and suit nothing else.</param>
/// <param name="Start">An instant before the first disclosure.</param>
/// <param name="Time">When the <c>i</c>-th disclosure happened.</param>
/// <param name="Id">The id of the <c>i</c>-th disclosure. Ids are in order, as version 7 ids are.</param>
/// <param name="Day">The day, in UTC, on which a disclosure was received.</param>
/// <param name="NoWriterId">An id that no process has.</param>
/// <param name="Indexes">Selects the name and definition of each index that can be created again.</param>
internal sealed record SeedSqlDialect(
    bool IsRecursive,
    string[] Settings,
    string Start,
    string Time,
    string Id,
    string Day,
    string NoWriterId,
    string Indexes
)
{
    private const string Tables = "('Disclosures', 'DisclosureItems')";

    // 2023-01-01, a disclosure every eight seconds: ten million of them take two and a half years.
    public static readonly SeedSqlDialect Sqlite = new(
        true,
        ["PRAGMA foreign_keys = OFF", "PRAGMA synchronous = OFF", "PRAGMA cache_size = -400000"],
        "1672531200000",
        "1672531200000 + i * 8000",
        "unhex(printf('%012X70008000%012X', 1672531200000 + i, i))",
        "date(\"ReceivedAt\" / 1000, 'unixepoch')",
        "zeroblob(16)",
        $"SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL AND tbl_name IN {Tables}"
    );

    public static readonly SeedSqlDialect Postgres = new(
        false,
        [
            "SET session_replication_role = replica",
            "SET synchronous_commit = off",
            "SET maintenance_work_mem = '512MB'",
            "SET work_mem = '256MB'",
        ],
        "TIMESTAMPTZ '2023-01-01 00:00:00+00'",
        "TIMESTAMPTZ '2023-01-01 00:00:00+00' + i * INTERVAL '8 seconds'",
        "(lpad(to_hex((1672531200000 + i) >> 16), 8, '0') || lpad(to_hex((1672531200000 + i) & 65535), 4, '0') "
            + "|| '70008000' || lpad(to_hex(i), 12, '0'))::uuid",
        "(\"ReceivedAt\" AT TIME ZONE 'UTC')::date",
        "'00000000-0000-0000-0000-000000000000'::uuid",
        "SELECT indexname, indexdef FROM pg_indexes "
            + $"WHERE schemaname = 'public' AND indexname NOT LIKE 'PK\\_%' AND tablename IN {Tables}"
    );

    /// <summary>The numbers from the first to the one before the second.</summary>
    public string NumberRange(long from, long to) =>
        IsRecursive
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"SELECT {from} UNION ALL SELECT i + 1 FROM n WHERE i + 1 < {to}"
            )
            : string.Create(CultureInfo.InvariantCulture, $"SELECT generate_series({from}::bigint, {to - 1}::bigint)");
}
