using JoinArena.PrivacyPortal.Parties;
using JoinArena.PrivacyPortal.Policies;
using Npgsql;

namespace JoinArena.PrivacyPortal.Disclosures.Intake.Bulk;

/// <summary>
/// Looks things up on PostgreSQL: the turn to count, then everything a group refers to, in one round trip, each kind
/// along its key.
/// </summary>
internal sealed class PostgresBulkReader : IDisposable
{
    private readonly NpgsqlBatch _batch;

    private PostgresBulkReader(NpgsqlBatch batch) => _batch = batch;

    public static async Task<PostgresBulkReader> OpenAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        var batch = new NpgsqlBatch(connection);
        Add(0, CountingLock.SharedLockSql);
        Add(
            2,
            """
            SELECT q.s, q.e, d."ContentHash" FROM unnest($1, $2) AS q(s, e) JOIN "Disclosures" d ON d."Source" = q.s AND d."EventId" = q.e
            UNION ALL SELECT q.s, q.e, a."ContentHash" FROM unnest($1, $2) AS q(s, e) JOIN "Amendments" a ON a."Source" = q.s AND a."EventId" = q.e
            """
        );
        Add(
            2,
            """SELECT q.s, q.e FROM unnest($1, $2) AS q(s, e) JOIN "Amendments" a ON a."TargetSource" = q.s AND a."TargetEventId" = q.e"""
        );
        Add(
            2,
            """SELECT q.s, q.e FROM unnest($1, $2) AS q(s, e) JOIN "Amendments" a ON a."Source" = q.s AND a."EventId" = q.e"""
        );
        Add(
            1,
            """SELECT w."Id", k."Key" FROM unnest($1) AS q(id) JOIN "Workers" w ON w."Id" = q.id LEFT JOIN "SubjectKeys" k ON k."Subject" = w."Id" """
        );
        Add(
            1,
            """SELECT a."WorkerId", a."Version", a."AcceptedAt" FROM unnest($1) AS q(id) JOIN "Acceptances" a ON a."WorkerId" = q.id ORDER BY a."AcceptedAt" DESC"""
        );
        Add(
            1,
            """SELECT p."Id", coalesce(p."MergedInto", p."Id"), p."Kind" FROM unnest($1) AS q(id) JOIN "Parties" p ON p."Id" = q.id"""
        );
        Add(
            2,
            """
            SELECT i."WorkerId", i."Id", i."Category", i."InterviewId", i."CreatedAt" IS NOT NULL
            FROM unnest($1, $2) AS q(w, i) JOIN "DataItems" i ON i."WorkerId" = q.w AND i."Id" = q.i
            """
        );
        await batch.PrepareAsync(ct);
        return new(batch);

        void Add(int lists, string sql)
        {
            var command = new NpgsqlBatchCommand(sql);
            for (var i = 0; i < lists; i++)
                command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [] });
            batch.BatchCommands.Add(command);
        }
    }

    /// <summary>All that the reports refer to, inside the transaction that takes them.</summary>
    public async Task<IntakeLookup> LookUpAsync(IReadOnlyList<Report> reports, CancellationToken ct)
    {
        Ask(reports, [.. reports.OfType<DisclosureReport>()]);
        var known = new IntakeLookup();
        await using var rows = await _batch.ExecuteReaderAsync(ct);
        await rows.NextResultAsync(ct);
        while (await rows.ReadAsync(ct))
        {
            known.Events[new(rows.GetString(0), rows.GetString(1))] = rows.IsDBNull(2)
                ? null
                : rows.GetFieldValue<byte[]>(2);
        }

        await rows.NextResultAsync(ct);
        while (await rows.ReadAsync(ct))
            known.Amended.Add(new(rows.GetString(0), rows.GetString(1)));
        await rows.NextResultAsync(ct);
        while (await rows.ReadAsync(ct))
            known.Amending.Add(new(rows.GetString(0), rows.GetString(1)));
        await rows.NextResultAsync(ct);
        while (await rows.ReadAsync(ct))
            known.Workers[rows.GetString(0)] = rows.IsDBNull(1) ? null : rows.GetFieldValue<byte[]>(1);
        await rows.NextResultAsync(ct);
        while (await rows.ReadAsync(ct))
        {
            if (!known.Accepted.TryGetValue(rows.GetString(0), out var accepted))
                known.Accepted[rows.GetString(0)] = accepted = [];
            accepted.Add((rows.GetString(1), rows.GetFieldValue<DateTimeOffset>(2)));
        }

        await rows.NextResultAsync(ct);
        while (await rows.ReadAsync(ct))
            known.Parties[rows.GetString(0)] = new(rows.GetString(1), Enum.Parse<PartyKind>(rows.GetString(2)));
        await rows.NextResultAsync(ct);
        while (await rows.ReadAsync(ct))
        {
            known.Items[(rows.GetString(0), rows.GetString(1))] = new(
                Enum.Parse<DataCategory>(rows.GetString(2)),
                rows.IsDBNull(3) ? null : rows.GetString(3),
                rows.GetBoolean(4)
            );
        }

        return known;
    }

    public void Dispose() => _batch.Dispose();

    private void Ask(IReadOnlyList<Report> reports, List<DisclosureReport> told)
    {
        string[] sources = [.. reports.Select(r => r.Source)],
            ids = [.. reports.Select(r => r.EventId)];
        List<EventRef> named = [.. reports.Select(r => r.Amends?.Target).OfType<EventRef>()];
        string[] workers = [.. reports.Select(r => r.WorkerId).Distinct(StringComparer.Ordinal)];
        List<(string Worker, string Item)> items =
        [
            .. told.SelectMany(r => r.Items, (r, item) => (r.WorkerId, item.Id)).Distinct(),
        ];
        Set(1, sources, ids);
        Set(2, sources, ids);
        Set(3, [.. named.Select(n => n.Source)], [.. named.Select(n => n.EventId)]);
        Set(4, workers);
        Set(5, workers);
        Set(6, [.. told.Select(r => r.PartyId).Distinct(StringComparer.Ordinal)]);
        Set(7, [.. items.Select(i => i.Worker)], [.. items.Select(i => i.Item)]);

        void Set(int command, params string[][] lists)
        {
            foreach (var (i, list) in lists.Index())
                _batch.BatchCommands[command].Parameters[i].Value = list;
        }
    }
}
