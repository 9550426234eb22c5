using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Ledger;
using JoinArena.PrivacyPortal.Ledger.Log;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace JoinArena.PrivacyPortal.Disclosures.Intake.Bulk;

/// <summary>
/// PostgreSQL: each table's rows go as one list a column, and all tables' together. A small group costs what its rows
/// cost, not what twenty messages there and back would; no
/// temporary tables stand in between, which <c>COPY</c> would need where a row may be there already, and which have to
/// be emptied with every commit.
/// </summary>
internal sealed class PostgresBulkWriter(PortalDbContext db) : IBulkWriter
{
    // Plans are made once, and a book that is filled for the first time was empty then: without this its groups would
    // go on reading all of it. The pool undoes it.
    private const string AlongKeys = "SET enable_seqscan = off; SET enable_hashjoin = off; SET enable_mergejoin = off";

    private readonly NpgsqlConnection _connection = (NpgsqlConnection)db.Database.GetDbConnection();
    private readonly UnnestInsert<SubjectKey> _keys = new(BulkTables.Keys);
    private readonly UnnestInsert<DataItem> _mentioned = new(BulkTables.MentionedItems);
    private readonly UnnestInsert<Disclosure> _disclosures = new(BulkTables.Disclosures);
    private readonly UnnestInsert<DisclosureItem> _items = new(BulkTables.Items);
    private readonly UnnestInsert<LedgerEntry> _leaves = new(BulkTables.Leaves);
    private readonly UnnestInsert<PendingEntries> _waiting = new(BulkTables.Waiting);
    private readonly UnnestInsert<Holding> _holdings = new(BulkTables.Holdings);
    private readonly UnnestInsert<WorkerPartyTotals> _shares = new(BulkTables.Totals);
    private readonly UnnestInsert<IntakeDay> _days = new(BulkTables.Days);
    private PostgresBulkReader? _reader;
    private NpgsqlBatch? _contested,
        _rest;

    public async Task OpenAsync(CancellationToken ct)
    {
        await using (var plans = new NpgsqlCommand(AlongKeys, _connection))
            await plans.ExecuteNonQueryAsync(ct);
        _reader = await PostgresBulkReader.OpenAsync(_connection, ct);
        _contested = await PreparedAsync([_keys.Command, _mentioned.Command, _disclosures.Command], ct);
        _rest = await PreparedAsync(
            [_items.Command, _leaves.Command, _waiting.Command, _holdings.Command, _shares.Command, _days.Command],
            ct
        );
    }

    public async Task<IntakeLookup> LookUpAsync(IReadOnlyList<Report> reports, bool alone, CancellationToken ct)
    {
        if (alone)
            await CountingLock.AcquireExclusiveAsync(db, ct);
        return await _reader!.LookUpAsync(reports, ct);
    }

    public async Task<bool> WriteAsync(IntakeBatch rows, CancellationToken ct)
    {
        _keys.SetRows(rows.Keys);
        _mentioned.SetRows(rows.MentionedItems.Values);
        _disclosures.SetRows(rows.Disclosures);
        // Another node may have written some of these since they were looked for: one that does not go in is theirs.
        if (
            await _contested!.ExecuteNonQueryAsync(ct)
            != rows.Keys.Count + rows.MentionedItems.Count + rows.Disclosures.Count
        )
        {
            return false;
        }

        _items.SetRows(rows.Items);
        _leaves.SetRows(rows.Leaves);
        _waiting.SetRows([rows.Waiting]);
        _holdings.SetRows(rows.Holdings.Values);
        _shares.SetRows(rows.Totals.Values);
        _days.SetRows(rows.Days);
        await _rest!.ExecuteNonQueryAsync(ct);
        return true;
    }

    public void ResetLookups()
    {
        // Other nodes write as well, so nothing is remembered from group to group.
    }

    public void Dispose()
    {
        _contested?.Dispose();
        _rest?.Dispose();
        _reader?.Dispose();
    }

    private async Task<NpgsqlBatch> PreparedAsync(NpgsqlBatchCommand[] commands, CancellationToken ct)
    {
        var batch = new NpgsqlBatch(_connection);
        foreach (var command in commands)
            batch.BatchCommands.Add(command);
        await batch.PrepareAsync(ct);
        return batch;
    }
}
