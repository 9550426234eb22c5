using JoinArena.PrivacyPortal.Acceptance;
using JoinArena.PrivacyPortal.Acceptance.Uses;
using JoinArena.PrivacyPortal.Data.Storage;
using JoinArena.PrivacyPortal.Policies;
using Npgsql;

namespace JoinArena.PrivacyPortal.Disclosures.Intake.Bulk;

/// <summary>
/// Looks things up on PostgreSQL in one round trip: waits for the turn to count, then finds everything a group refers
/// to, each kind by its key.
/// </summary>
internal sealed class PostgresBulkReader : IDisposable
{
    private static readonly ResultSet s_storedEvents = new(
        $"""
        SELECT q.s, q.e, d."ContentHash" FROM unnest($1, $2) AS q(s, e)
        JOIN "Disclosures" d ON {EventLookup.IsEventOnPostgres}
        UNION ALL SELECT q.s, q.e, a."ContentHash" FROM unnest($1, $2) AS q(s, e)
        JOIN "Amendments" a ON a."Source" = q.s AND a."EventId" = q.e
        """,
        keys => [keys.Sources, keys.EventIds],
        (row, lookup) => lookup.StoredEvents[ReadEvent(row)] = ReadBytes(row, 2)
    );

    private static readonly ResultSet s_amendedReports = new(
        """
        SELECT q.s, q.e FROM unnest($1, $2) AS q(s, e)
        JOIN "Amendments" a ON a."TargetSource" = q.s AND a."TargetEventId" = q.e
        """,
        keys => [keys.Sources, keys.EventIds],
        (row, lookup) => lookup.AmendedReports.Add(ReadEvent(row))
    );

    private static readonly ResultSet s_storedAmendments = new(
        """
        SELECT q.s, q.e FROM unnest($1, $2) AS q(s, e)
        JOIN "Amendments" a ON a."Source" = q.s AND a."EventId" = q.e
        """,
        keys => [keys.TargetSources, keys.TargetEventIds],
        (row, lookup) => lookup.StoredAmendments.Add(ReadEvent(row))
    );

    // Before what the workers decided: it waits for a decision that is being recorded (DecisionLock), which the queries
    // after it then see. Storing a report takes the same lock anyway.
    private static readonly ResultSet s_workerKeys = new(
        """
        SELECT w."Id", k."Key" FROM unnest($1) AS q(id)
        JOIN "Workers" w ON w."Id" = q.id LEFT JOIN "SubjectKeys" k ON k."Subject" = w."Id"
        FOR KEY SHARE OF w
        """,
        keys => [keys.Workers],
        (row, lookup) => lookup.WorkerKeys[row.GetString(0)] = ReadBytes(row, 1)
    );

    private static readonly ResultSet s_acceptances = new(
        """
        SELECT a."WorkerId", a."Version", a."AcceptedAt" FROM unnest($1) AS q(id)
        JOIN "Acceptances" a ON a."WorkerId" = q.id JOIN "LedgerEntries" e ON e."Id" = a."Id"
        ORDER BY a."AcceptedAt" DESC
        """,
        keys => [keys.Workers],
        (row, lookup) => lookup.History.Add(row.GetString(0), row.GetString(1), row.GetFieldValue<DateTimeOffset>(2))
    );

    private static readonly ResultSet s_uses = new(
        """
        SELECT d."WorkerId", d."ClauseId", d."Recipient", d."Kind", d."At", o."AnsweredAt" FROM unnest($1) AS q(id)
        JOIN "UseDecisions" d ON d."WorkerId" = q.id JOIN "LedgerEntries" e ON e."Id" = d."Id"
        LEFT JOIN ("UseObjections" o JOIN "LedgerEntries" a ON a."Id" = o."Id")
        ON o."DecisionId" = d."Id" AND o."Outcome" = 'Denied'
        ORDER BY d."Number" DESC
        """,
        keys => [keys.Workers],
        (row, lookup) => lookup.History.Add(row.GetString(0), ReadChoice(row))
    );

    private static readonly ResultSet s_parties = new(
        """
        SELECT p."Id", coalesce(p."MergedInto", p."Id"), p."Kind" FROM unnest($1) AS q(id)
        JOIN "Parties" p ON p."Id" = q.id
        """,
        keys => [keys.Parties],
        (row, lookup) =>
            lookup.Parties[row.GetString(0)] = new(row.GetString(1), Enum.Parse<PartyKind>(row.GetString(2)))
    );

    private static readonly ResultSet s_items = new(
        """
        SELECT i."WorkerId", i."Id", i."Category", i."InterviewId", i."CreatedAt" IS NOT NULL
        FROM unnest($1, $2) AS q(w, i) JOIN "DataItems" i ON i."WorkerId" = q.w AND i."Id" = q.i
        """,
        keys => [keys.ItemWorkers, keys.ItemIds],
        (row, lookup) => lookup.Items[(row.GetString(0), row.GetString(1))] = ReadItem(row)
    );

    private static readonly ResultSet[] s_resultSets =
    [
        s_storedEvents,
        s_amendedReports,
        s_storedAmendments,
        s_workerKeys,
        s_acceptances,
        s_uses,
        s_parties,
        s_items,
    ];

    private readonly NpgsqlBatch _batch;
    private readonly AcceptanceQueries _acceptances;

    private PostgresBulkReader(NpgsqlBatch batch, AcceptanceQueries acceptances)
    {
        _batch = batch;
        _acceptances = acceptances;
    }

    public static async Task<PostgresBulkReader> OpenAsync(
        NpgsqlConnection connection,
        AcceptanceQueries acceptances,
        CancellationToken ct
    )
    {
        var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(new(CountingLock.SharedLockSql));
        foreach (var set in s_resultSets)
        {
            var command = new NpgsqlBatchCommand(set.Sql);
            foreach (var keys in set.GetKeys(LookupKeys.None))
                command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = keys });
            batch.BatchCommands.Add(command);
        }

        await batch.PrepareAsync(ct);
        return new(batch, acceptances);
    }

    /// <summary>Everything the reports refer to, inside the transaction that takes them.</summary>
    public async Task<IntakeLookup> LookUpAsync(IReadOnlyList<Report> reports, CancellationToken ct)
    {
        var keys = LookupKeys.FromReports(reports);
        for (var i = 0; i < s_resultSets.Length; i++)
        {
            // The first command waits for the lock.
            var parameters = _batch.BatchCommands[i + 1].Parameters;
            foreach (var (at, list) in s_resultSets[i].GetKeys(keys).Index())
                parameters[at].Value = list;
        }

        var lookup = new IntakeLookup(_acceptances.CreateHistory());
        await using var rows = await _batch.ExecuteReaderAsync(ct);
        foreach (var set in s_resultSets)
        {
            await rows.NextResultAsync(ct);
            while (await rows.ReadAsync(ct))
                set.ReadRow(rows, lookup);
        }

        return lookup;
    }

    public void Dispose() => _batch.Dispose();

    private static EventRef ReadEvent(NpgsqlDataReader row) => new(row.GetString(0), row.GetString(1));

    private static KnownItem ReadItem(NpgsqlDataReader row) =>
        new(
            EnumCode<DataCategory>.FromCode(row.GetInt16(2)),
            row.IsDBNull(3) ? null : row.GetString(3),
            IsAnnounced: row.GetBoolean(4)
        );

    private static UseChoice ReadChoice(NpgsqlDataReader row) =>
        new(
            row.GetString(1),
            row.IsDBNull(2) ? null : Enum.Parse<PartyKind>(row.GetString(2)),
            Enum.Parse<UseDecisionKind>(row.GetString(3)),
            row.GetFieldValue<DateTimeOffset>(4)
        )
        {
            DeniedAt = row.IsDBNull(5) ? null : row.GetFieldValue<DateTimeOffset>(5),
        };

    private static byte[]? ReadBytes(NpgsqlDataReader row, int column) =>
        row.IsDBNull(column) ? null : row.GetFieldValue<byte[]>(column);

    /// <summary>One query of the batch.</summary>
    /// <param name="GetKeys">The lists its parameters take.</param>
    /// <param name="ReadRow">Puts a row it found into the lookup.</param>
    private sealed record ResultSet(
        string Sql,
        Func<LookupKeys, string[][]> GetKeys,
        Action<NpgsqlDataReader, IntakeLookup> ReadRow
    );
}
