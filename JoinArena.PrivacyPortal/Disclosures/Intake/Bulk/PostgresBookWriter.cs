using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Ledger;
using JoinArena.PrivacyPortal.Ledger.Log;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace JoinArena.PrivacyPortal.Disclosures.Intake.Bulk;

/// <summary>
/// PostgreSQL: each table's rows go as one list a column, and all tables' together. A small group costs what its rows cost, not what twenty messages there and back would; no
/// temporary tables stand in between, which <c>COPY</c> would need where a row may be there already, and which have to be emptied with every commit.
/// </summary>
internal sealed class PostgresBookWriter(PortalDbContext db) : IBookWriter
{
    // Plans are made once, and a book that is filled for the first time was empty then: without this its groups would go on reading all of it. The pool undoes it.
    private const string AlongKeys = "SET enable_seqscan = off; SET enable_hashjoin = off; SET enable_mergejoin = off";

    private readonly NpgsqlConnection _connection = (NpgsqlConnection)db.Database.GetDbConnection();
    private readonly ListInsert<SubjectKey> _keys = new(BookTables.Keys);
    private readonly ListInsert<DataItem> _mentioned = new(BookTables.Mentioned);
    private readonly ListInsert<Disclosure> _disclosures = new(BookTables.Disclosures);
    private readonly ListInsert<DisclosureItem> _items = new(BookTables.Items);
    private readonly ListInsert<LedgerEntry> _leaves = new(BookTables.Leaves);
    private readonly ListInsert<WaitingEntries> _waiting = new(BookTables.Waiting);
    private readonly ListInsert<Holding> _holdings = new(BookTables.Holdings);
    private readonly ListInsert<PartyShare> _shares = new(BookTables.Shares);
    private readonly ListInsert<IntakeDay> _days = new(BookTables.Days);
    private PostgresBookReader? _reader;
    private NpgsqlBatch? _contested, _rest;

    public async Task OpenAsync(CancellationToken ct)
    {
        await using (var plans = new NpgsqlCommand(AlongKeys, _connection)) await plans.ExecuteNonQueryAsync(ct);
        _reader = await PostgresBookReader.OpenAsync(_connection, ct);
        _contested = await PreparedAsync([_keys.Command, _mentioned.Command, _disclosures.Command], ct);
        _rest = await PreparedAsync([_items.Command, _leaves.Command, _waiting.Command, _holdings.Command, _shares.Command, _days.Command], ct);
    }

    public async Task<KnownThings> LookUpAsync(IReadOnlyList<Report> reports, bool alone, CancellationToken ct)
    {
        if (alone) await BookLock.EnterAsync(db, ct);
        return await _reader!.LookUpAsync(reports, ct);
    }

    public async Task<bool> WriteAsync(BookRows rows, CancellationToken ct)
    {
        _keys.Give(rows.Keys);
        _mentioned.Give(rows.Mentioned.Values);
        _disclosures.Give(rows.Disclosures);
        // Another node may have written some of these since they were looked for: one that does not go in is theirs.
        if (await _contested!.ExecuteNonQueryAsync(ct) != rows.Keys.Count + rows.Mentioned.Count + rows.Disclosures.Count) return false;

        _items.Give(rows.Items);
        _leaves.Give(rows.Leaves);
        _waiting.Give([rows.Waiting]);
        _holdings.Give(rows.Holdings.Values);
        _shares.Give(rows.Shares.Values);
        _days.Give(rows.Days);
        await _rest!.ExecuteNonQueryAsync(ct);
        return true;
    }

    public void Forget()
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
        foreach (var command in commands) batch.BatchCommands.Add(command);
        await batch.PrepareAsync(ct);
        return batch;
    }
}
