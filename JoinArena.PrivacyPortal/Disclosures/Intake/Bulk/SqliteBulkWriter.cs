using System.Globalization;
using JoinArena.PrivacyPortal.Acceptance;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Ledger;
using JoinArena.PrivacyPortal.Ledger.Log;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Disclosures.Intake.Bulk;

/// <summary>
/// SQLite: prepared statements. While it holds the write lock nothing else writes, so what was looked up still holds.
/// </summary>
internal sealed class SqliteBulkWriter : IBulkWriter
{
    /// <summary>
    /// Settings of the connection while it takes reports. A group touches some thousand pages. In the default cache of
    /// 2 MB they would be written out and read back before the commit.
    /// </summary>
    public const string Pragmas = "PRAGMA cache_size = -65536";

    private const string DefaultPragmas = "PRAGMA cache_size = -2000";

    private readonly SqliteConnection _connection;
    private readonly SqliteBulkReader _reader;
    private readonly List<SqliteStatement> _statements = [];
    private readonly Action<Disclosure> _insertDisclosure;
    private readonly Action<DisclosureItem> _insertItem;
    private readonly Action<DataItem> _upsertMentionedItem;
    private readonly Action<Holding> _upsertHolding;
    private readonly Action<WorkerPartyTotals> _upsertTotals;
    private readonly Action<LedgerEntry> _insertEntry;
    private readonly Action<PendingEntries> _insertWaiting;
    private readonly Action<SubjectKey> _insertKey;
    private readonly Action<IntakeDay> _upsertDay;

    public SqliteBulkWriter(PortalDbContext db, AcceptanceQueries acceptances)
    {
        _connection = (SqliteConnection)db.Database.GetDbConnection();
        _reader = new(_connection, acceptances);
        _insertDisclosure = PrepareInsert(BulkTables.Disclosures);
        _insertItem = PrepareInsert(BulkTables.Items);
        _upsertMentionedItem = PrepareInsert(BulkTables.MentionedItems);
        _upsertHolding = PrepareInsert(BulkTables.Holdings);
        _upsertTotals = PrepareInsert(BulkTables.Totals);
        _insertEntry = PrepareInsert(BulkTables.Entries);
        _insertWaiting = PrepareInsert(BulkTables.Waiting);
        _insertKey = PrepareInsert(BulkTables.Keys);
        _upsertDay = PrepareInsert(BulkTables.Days);
    }

    public Task OpenAsync(CancellationToken ct)
    {
        Execute(Pragmas);
        return Task.CompletedTask;
    }

    public Task<IntakeLookup> LookUpAsync(IReadOnlyList<Report> reports, bool isExclusive, CancellationToken ct) =>
        Task.FromResult(_reader.LookUp(reports));

    public Task<bool> WriteAsync(IntakeBatch batch, CancellationToken ct)
    {
        foreach (var key in batch.Keys.Values)
            _insertKey(key);
        foreach (var item in batch.MentionedItems.Values)
            _upsertMentionedItem(item);
        foreach (var disclosure in batch.Disclosures)
            _insertDisclosure(disclosure);
        foreach (var item in batch.Items)
            _insertItem(item);
        foreach (var holding in batch.Holdings.Values)
            _upsertHolding(holding);
        foreach (var totals in batch.Totals.Values)
            _upsertTotals(totals);
        foreach (var entry in batch.Entries)
            _insertEntry(entry);
        _insertWaiting(batch.Waiting);
        foreach (var day in batch.Days)
            _upsertDay(day);
        _reader.Remember(batch);
        return Task.FromResult(true);
    }

    public void Dispose()
    {
        foreach (var statement in _statements)
            statement.Dispose();
        _reader.Dispose();
        // The connection goes back to the pool, where others use it.
        Execute(DefaultPragmas);
    }

    private void Execute(string sql)
    {
        using var statement = new SqliteStatement(_connection, sql);
        statement.Run();
    }

    private Action<TRow> PrepareInsert<TRow>(BulkTable<TRow> table)
    {
        var columns = table.Columns.ToArray();
        var parameters = string.Join(
            ", ",
            columns.Select((_, i) => string.Create(CultureInfo.InvariantCulture, $"?{i + 1}"))
        );
        var onConflict = table.OnConflict.Replace("{C}", "BINARY", StringComparison.Ordinal);
        var statement = new SqliteStatement(
            _connection,
            $"INSERT INTO \"{table.Name}\" AS t ({table.ColumnList}) VALUES ({parameters}) {onConflict}"
        );
        _statements.Add(statement);
        return row =>
        {
            for (var i = 0; i < columns.Length; i++)
                columns[i].Bind(statement, i + 1, row);
            statement.Run();
        };
    }
}
