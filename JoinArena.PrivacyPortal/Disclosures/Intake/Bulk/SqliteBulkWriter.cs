using System.Globalization;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Ledger;
using JoinArena.PrivacyPortal.Ledger.Log;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Disclosures.Intake.Bulk;

/// <summary>
/// SQLite: prepared statements. Behind the write gate nobody else writes, so whatever was looked up still holds.
/// </summary>
internal sealed class SqliteBulkWriter : IBulkWriter
{
    /// <summary>
    /// What the connection is told while it takes reports. A group touches some thousand pages: held in the 2 MB a
    /// connection has by itself, they would be written out and
    /// read back before the commit.
    /// </summary>
    public const string Pragmas = "PRAGMA cache_size = -65536";

    private const string PragmasBefore = "PRAGMA cache_size = -2000";

    private readonly SqliteConnection _connection;
    private readonly SqliteBulkReader _reader;
    private readonly List<SqliteStatement> _statements = [];
    private readonly Action<Disclosure> _disclosure;
    private readonly Action<DisclosureItem> _item;
    private readonly Action<DataItem> _mentioned;
    private readonly Action<Holding> _holding;
    private readonly Action<WorkerPartyTotals> _share;
    private readonly Action<LedgerEntry> _leaf;
    private readonly Action<PendingEntries> _waiting;
    private readonly Action<SubjectKey> _key;
    private readonly Action<IntakeDay> _day;

    public SqliteBulkWriter(PortalDbContext db)
    {
        _connection = (SqliteConnection)db.Database.GetDbConnection();
        _reader = new(_connection);
        _disclosure = Insert(BulkTables.Disclosures);
        _item = Insert(BulkTables.Items);
        _mentioned = Insert(BulkTables.MentionedItems);
        _holding = Insert(BulkTables.Holdings);
        _share = Insert(BulkTables.Totals);
        _leaf = Insert(BulkTables.Leaves);
        _waiting = Insert(BulkTables.Waiting);
        _key = Insert(BulkTables.Keys);
        _day = Insert(BulkTables.Days);
    }

    public Task OpenAsync(CancellationToken ct)
    {
        Tell(Pragmas);
        return Task.CompletedTask;
    }

    public Task<IntakeLookup> LookUpAsync(IReadOnlyList<Report> reports, bool alone, CancellationToken ct) =>
        Task.FromResult(_reader.LookUp(reports));

    public Task<bool> WriteAsync(IntakeBatch rows, CancellationToken ct)
    {
        foreach (var key in rows.Keys)
            _key(key);
        foreach (var item in rows.MentionedItems.Values)
            _mentioned(item);
        foreach (var disclosure in rows.Disclosures)
            _disclosure(disclosure);
        foreach (var item in rows.Items)
            _item(item);
        foreach (var holding in rows.Holdings.Values)
            _holding(holding);
        foreach (var share in rows.Totals.Values)
            _share(share);
        foreach (var leaf in rows.Leaves)
            _leaf(leaf);
        _waiting(rows.Waiting);
        foreach (var day in rows.Days)
            _day(day);
        return Task.FromResult(true);
    }

    public void ResetLookups() => _reader.ResetLookups();

    public void Dispose()
    {
        foreach (var statement in _statements)
            statement.Dispose();
        _reader.Dispose();
        // It goes back to the pool.
        Tell(PragmasBefore);
    }

    private void Tell(string pragmas)
    {
        using var statement = new SqliteStatement(_connection, pragmas);
        statement.Run();
    }

    private Action<TRow> Insert<TRow>(BulkTable<TRow> table)
    {
        var columns = table.Columns.ToArray();
        var parameters = string.Join(
            ", ",
            columns.Select((_, i) => string.Create(CultureInfo.InvariantCulture, $"?{i + 1}"))
        );
        var statement = new SqliteStatement(
            _connection,
            $"INSERT INTO \"{table.Name}\" AS t ({table.ColumnList}) VALUES ({parameters}) {table.OnConflict.Replace("{C}", "BINARY", StringComparison.Ordinal)}"
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
