using JoinArena.PrivacyPortal.Acceptance;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Ledger;
using JoinArena.PrivacyPortal.Ledger.Log;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace JoinArena.PrivacyPortal.Disclosures.Intake.Bulk;

/// <summary>
/// PostgreSQL: each table's rows go as one list a column, and all tables together in two batches. A small group costs
/// what its rows cost, not twenty round trips. <c>COPY</c> would need temporary tables where a row may exist already, and
/// those must be emptied with every commit.
/// </summary>
internal sealed class PostgresBulkWriter(PortalDbContext db, AcceptanceQueries acceptances) : IBulkWriter
{
    // Plans are made once. When the first import fills an empty database they were made for empty tables, and without
    // this its groups would go on scanning whole tables. The pool resets it.
    private const string UseIndexes = "SET enable_seqscan = off; SET enable_hashjoin = off; SET enable_mergejoin = off";

    private readonly NpgsqlConnection _connection = (NpgsqlConnection)db.Database.GetDbConnection();
    private readonly UnnestInsert<SubjectKey> _keys = new(BulkTables.Keys);
    private readonly UnnestInsert<DataItem> _mentionedItems = new(BulkTables.MentionedItems);
    private readonly UnnestInsert<Disclosure> _disclosures = new(BulkTables.Disclosures);
    private readonly UnnestInsert<DisclosureItem> _items = new(BulkTables.Items);
    private readonly UnnestInsert<LedgerEntry> _entries = new(BulkTables.Entries);
    private readonly UnnestInsert<PendingEntries> _waiting = new(BulkTables.Waiting);
    private readonly UnnestInsert<Holding> _holdings = new(BulkTables.Holdings);
    private readonly UnnestInsert<WorkerPartyTotals> _totals = new(BulkTables.Totals);
    private readonly UnnestInsert<IntakeDay> _days = new(BulkTables.Days);
    private PostgresBulkReader? _reader;
    private NpgsqlBatch? _contestedRows,
        _otherRows;

    public async Task OpenAsync(CancellationToken ct)
    {
        await using (var settings = new NpgsqlCommand(UseIndexes, _connection))
            await settings.ExecuteNonQueryAsync(ct);
        _reader = await PostgresBulkReader.OpenAsync(_connection, acceptances, ct);
        _contestedRows = await PrepareAsync([_keys.Command, _mentionedItems.Command, _disclosures.Command], ct);
        _otherRows = await PrepareAsync(
            [_items.Command, _entries.Command, _waiting.Command, _holdings.Command, _totals.Command, _days.Command],
            ct
        );
    }

    public async Task<IntakeLookup> LookUpAsync(IReadOnlyList<Report> reports, bool isExclusive, CancellationToken ct)
    {
        if (isExclusive)
            await CountingLock.AcquireExclusiveAsync(db, ct);
        return await _reader!.LookUpAsync(reports, ct);
    }

    public async Task<bool> WriteAsync(IntakeBatch batch, CancellationToken ct)
    {
        _keys.SetRows(batch.Keys.Values);
        _mentionedItems.SetRows(batch.MentionedItems.Values);
        _disclosures.SetRows(batch.Disclosures);
        // Another node may have written some of these since the lookup. A row that is not inserted is theirs.
        var inserted = await _contestedRows!.ExecuteNonQueryAsync(ct);
        if (inserted != batch.Keys.Count + batch.MentionedItems.Count + batch.Disclosures.Count)
            return false;

        _items.SetRows(batch.Items);
        _entries.SetRows(batch.Entries);
        _waiting.SetRows([batch.Waiting]);
        _holdings.SetRows(batch.Holdings.Values);
        _totals.SetRows(batch.Totals.Values);
        _days.SetRows(batch.Days);
        await _otherRows!.ExecuteNonQueryAsync(ct);
        return true;
    }

    public void Dispose()
    {
        _contestedRows?.Dispose();
        _otherRows?.Dispose();
        _reader?.Dispose();
    }

    private async Task<NpgsqlBatch> PrepareAsync(NpgsqlBatchCommand[] commands, CancellationToken ct)
    {
        var batch = new NpgsqlBatch(_connection);
        foreach (var command in commands)
            batch.BatchCommands.Add(command);
        await batch.PrepareAsync(ct);
        return batch;
    }
}
