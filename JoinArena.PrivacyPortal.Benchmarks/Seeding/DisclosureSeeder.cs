using System.Data.Common;
using System.Globalization;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.Storage;
using JoinArena.PrivacyPortal.Disclosures;
using JoinArena.PrivacyPortal.Policies;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Benchmarks.Seeding;

/// <summary>
/// Fills an empty database with made-up disclosures by SQL: tens of thousands a second where the intake takes thousands.
/// What pages read is as the intake would have left it, counts included. The ledger gets no entries, since they would keep
/// the sequencer busy while pages are measured.
/// </summary>
/// <param name="db">
/// The context of an empty database. The seeder changes settings of its connection, so it must not be used for anything
/// else afterwards.
/// </param>
/// <param name="disclosures">How many in all.</param>
/// <param name="many">How many of them belong to <see cref="LargeAccountId"/>: none, or at most half.</param>
internal sealed class DisclosureSeeder(PortalDbContext db, long disclosures, long many)
{
    /// <summary>
    /// A worker with <see cref="SmallAccountDisclosures"/> disclosures, however many there are in all.
    /// </summary>
    public const string SmallAccountId = "w-few";

    /// <summary>A worker with many disclosures.</summary>
    public const string LargeAccountId = "w-many";

    /// <summary>How many disclosures <see cref="SmallAccountId"/> has.</summary>
    public const int SmallAccountDisclosures = 50;

    private const int Parties = 20,
        TimesOfOthers = 100,
        Step = 1_000_000;

    // An order that scatters each worker's disclosures among all others, as they are over time.
    private const long Scatter = 2_654_435_761;

    private readonly SeedSqlDialect _sql = db.Database.IsSqlite() ? SeedSqlDialect.Sqlite : SeedSqlDialect.Postgres;

    private long Workers => Math.Max(10, disclosures / TimesOfOthers);

    public async Task SeedAsync(CancellationToken ct)
    {
        await db.Database.OpenConnectionAsync(ct);
        foreach (var setting in _sql.Settings)
            await ExecuteAsync(setting, ct);
        await AnnounceAsync(ct);
        var indexes = await ListIndexesAsync(ct);
        foreach (var (name, _) in indexes)
            await ExecuteAsync($"DROP INDEX \"{name}\"", ct);
        for (var from = 0L; from < disclosures; from += Step)
        {
            var numbers = SelectEvents(from, Math.Min(disclosures, from + Step));
            await using var transaction = await db.Database.BeginTransactionAsync(ct);
            await ExecuteAsync($"{numbers} {InsertDisclosures}", ct);
            await ExecuteAsync($"{numbers} {InsertItems}", ct);
            await transaction.CommitAsync(ct);
        }

        foreach (var (_, sql) in indexes)
            await ExecuteAsync(sql, ct);
        await CountAsync(ct);
        await ExecuteAsync("ANALYZE", ct);
    }

    private string Recursive => _sql.IsRecursive ? "RECURSIVE" : "";

    private string InsertDisclosures =>
        $"""
            INSERT INTO "Disclosures" ("Id", "Source", "EventId", "WorkerId", "PartyId", "Direction", "Purpose",
                "Time", "ReceivedAt", "InterviewId", "CoverageStatus", "Version")
            SELECT {_sql.Id}, '/fill', 'fill-' || i, w, 'fill-party-' || p,
                {Code(Direction.Disclosed)}, {Code(Purpose.CandidateEvaluation)},
                {_sql.Time}, {_sql.Time}, 'int-' || (k / 3),
                CASE WHEN k % 10 = 9 THEN {Code(CoverageStatus.NoClause)} ELSE {Code(CoverageStatus.Covered)} END, '1.0'
            FROM e
            """;

    private string InsertItems =>
        $"""
            INSERT INTO "DisclosureItems" ("DisclosureId", "ItemId", "Category", "Clause")
            SELECT {_sql.Id}, w || '-item-' || k,
                CASE k % 4
                    WHEN 0 THEN {Code(DataCategory.InterviewRecording)} WHEN 1 THEN {Code(DataCategory.Transcript)}
                    WHEN 2 THEN {Code(DataCategory.Resume)} ELSE {Code(DataCategory.Evaluation)} END,
                CASE WHEN k % 10 = 9 THEN NULL ELSE 'external-evaluation' END
            FROM e
            """;

    /// <summary>
    /// Names as <c>e</c> the disclosures of a range: the number, the worker, the item and the party. On the way there:
    /// <c>o</c> has the worker, and <c>t</c> how many of the worker's disclosures come before.
    /// </summary>
    private string SelectEvents(long from, long to)
    {
        var few = Math.Max(2, disclosures / SmallAccountDisclosures);
        var often = many == 0 ? long.MaxValue : disclosures / many;
        return string.Create(
            CultureInfo.InvariantCulture,
            $$"""
            WITH {{Recursive}} n(i) AS ({{_sql.NumberRange(from, to)}}),
            o AS (SELECT i, CASE
                WHEN i % {{few}} = 0 AND i / {{few}} < {{SmallAccountDisclosures}} THEN '{{SmallAccountId}}'
                WHEN i % {{often}} = 1 AND i / {{often}} < {{many}} THEN '{{LargeAccountId}}'
                ELSE 'w-fill-' || (i * {{Scatter}} % {{Workers}}) END AS w FROM n),
            t AS (SELECT i, w, CASE w
                WHEN '{{SmallAccountId}}' THEN i / {{few}}
                WHEN '{{LargeAccountId}}' THEN i / {{often}}
                ELSE i / {{Workers}} END AS j FROM o),
            e AS (SELECT i, w,
                CASE w WHEN '{{LargeAccountId}}' THEN j % 50 ELSE j % 10 END AS k,
                CASE w WHEN '{{LargeAccountId}}' THEN j / 7 % {{Parties}} ELSE j / 3 % 5 END AS p FROM t)
            """
        );
    }

    private async Task AnnounceAsync(CancellationToken ct)
    {
        await ExecuteAsync(
            $"""
            WITH {Recursive} n(i) AS ({_sql.NumberRange(0, Parties)})
            INSERT INTO "Parties" ("Id", "Name", "Kind", "Country", "Connector_Type")
            SELECT 'fill-party-' || i, 'Party ' || i,
                CASE i % 4
                    WHEN 0 THEN 'LlmProvider' WHEN 1 THEN 'HiringCompany' WHEN 2 THEN 'OtherService'
                    ELSE 'ModelTraining' END,
                'US', 'Manual'
            FROM n
            """,
            ct
        );
        await ExecuteAsync(
            $"""
            WITH {Recursive} n(i) AS ({_sql.NumberRange(0, Workers)}),
            a AS (SELECT 'w-fill-' || i AS w FROM n
                UNION ALL SELECT '{SmallAccountId}' UNION ALL SELECT '{LargeAccountId}')
            INSERT INTO "Workers" ("Id", "Email", "NormalizedEmail", "Name",
                "Jurisdiction", "Locale", "TimeZone", "AnnouncedAt", "EmailSince")
            SELECT w, w || '@people.example', upper(w || '@people.example'), 'Worker ' || w,
                'DE', 'en', 'Europe/Berlin', {_sql.Start}, {_sql.Start}
            FROM a
            """,
            ct
        );
    }

    /// <summary>Counts, once for all disclosures, what the intake counts with each.</summary>
    private async Task CountAsync(CancellationToken ct)
    {
        await ExecuteAsync(
            $"""
            INSERT INTO "Holdings" ("WorkerId", "PartyId", "ItemId", "Direction", "Category", "InterviewId", "Clause",
                "Times", "Uncovered", "FirstAt", "LastAt")
            SELECT d."WorkerId", d."PartyId", i."ItemId", {Code(Direction.Disclosed)}, i."Category",
                MIN(d."InterviewId"), MAX(i."Clause"), COUNT(*),
                SUM(CASE WHEN i."Clause" IS NULL THEN 1 ELSE 0 END), MIN(d."Time"), MAX(d."Time")
            FROM "Disclosures" d JOIN "DisclosureItems" i ON i."DisclosureId" = d."Id"
            WHERE d."Source" = '/fill' GROUP BY d."WorkerId", d."PartyId", i."ItemId", i."Category"
            """,
            ct
        );
        await ExecuteAsync(
            """
            INSERT INTO "WorkerPartyTotals" ("WorkerId", "PartyId", "Times", "Uncovered", "FirstAt", "LastAt")
            SELECT "WorkerId", "PartyId", SUM("Times"), SUM("Uncovered"), MIN("FirstAt"), MAX("LastAt")
            FROM "Holdings" WHERE "PartyId" LIKE 'fill-party-%' GROUP BY "WorkerId", "PartyId"
            """,
            ct
        );
        await ExecuteAsync(
            """
            INSERT INTO "DataItems" ("WorkerId", "Id", "Category", "InterviewId")
            SELECT DISTINCT "WorkerId", "ItemId", "Category", "InterviewId"
            FROM "Holdings" WHERE "PartyId" LIKE 'fill-party-%'
            """,
            ct
        );
        await ExecuteAsync(
            $"""
            INSERT INTO "IntakeDays" ("Day", "Source", "Writer", "Accepted")
            SELECT {_sql.Day}, "Source", {_sql.NoWriterId}, COUNT(*)
            FROM "Disclosures" WHERE "Source" = '/fill' GROUP BY 1, 2
            """,
            ct
        );
    }

    private static string Code<TEnum>(TEnum value)
        where TEnum : struct, Enum => EnumCode<TEnum>.ToCode(value).ToString(CultureInfo.InvariantCulture);

    private async Task<List<(string Name, string Sql)>> ListIndexesAsync(CancellationToken ct)
    {
        await using var command = CreateCommand(_sql.Indexes);
        var found = new List<(string, string)>();
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
            found.Add((reader.GetString(0), reader.GetString(1)));
        return found;
    }

    private async Task ExecuteAsync(string sql, CancellationToken ct)
    {
        await using var command = CreateCommand(sql);
        await command.ExecuteNonQueryAsync(ct);
    }

    private DbCommand CreateCommand(string sql)
    {
        var command = db.Database.GetDbConnection().CreateCommand();
#pragma warning disable CA2100 // Every part of it is a constant or a number of this class.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.CommandTimeout = 0;
        return command;
    }
}
