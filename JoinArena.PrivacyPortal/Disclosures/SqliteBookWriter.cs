using System.Globalization;
using JoinArena.PrivacyPortal.Data;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace JoinArena.PrivacyPortal.Disclosures;

/// <summary>SQLite: prepared commands. Behind the write gate nobody else writes, so whatever was looked up still holds.</summary>
internal sealed class SqliteBookWriter : IBookWriter
{
    private readonly PortalDbContext _db;
    private readonly List<SqliteCommand> _commands = [];
    private readonly Insert<Disclosure> _disclosures;
    private readonly Insert<DisclosureItem> _items;
    private readonly Insert<DataItem> _mentioned;
    private readonly Insert<Holding> _holdings;
    private readonly Insert<PartyShare> _shares;
    private readonly Insert<Ledger.LedgerEntry> _leaves;
    private readonly Insert<Ledger.SubjectKey> _keys;

    public SqliteBookWriter(PortalDbContext db)
    {
        _db = db;
        _disclosures = Prepare(BookTables.Disclosures);
        _items = Prepare(BookTables.Items);
        _mentioned = Prepare(BookTables.Mentioned);
        _holdings = Prepare(BookTables.Holdings);
        _shares = Prepare(BookTables.Shares);
        _leaves = Prepare(BookTables.Leaves);
        _keys = Prepare(BookTables.Keys);
    }

    public Task EnterAsync(bool alone, CancellationToken ct) => Task.CompletedTask;

    public Task<bool> WriteAsync(BookRows rows, CancellationToken ct)
    {
        var transaction = (SqliteTransaction)_db.Database.CurrentTransaction!.GetDbTransaction();
        foreach (var command in _commands) command.Transaction = transaction;
        foreach (var key in rows.Keys) _keys.Run(key);
        foreach (var item in rows.Mentioned.Values) _mentioned.Run(item);
        foreach (var disclosure in rows.Disclosures) _disclosures.Run(disclosure);
        foreach (var item in rows.Items) _items.Run(item);
        foreach (var holding in rows.Holdings.Values) _holdings.Run(holding);
        foreach (var share in rows.Shares.Values) _shares.Run(share);
        foreach (var leaf in rows.Leaves) _leaves.Run(leaf);
        return Task.FromResult(true);
    }

    public void Dispose()
    {
        foreach (var command in _commands) command.Dispose();
    }

    private Insert<TRow> Prepare<TRow>(BookTable<TRow> table)
    {
        var command = ((SqliteConnection)_db.Database.GetDbConnection()).CreateCommand();
        _commands.Add(command);
        string[] names = [.. table.Columns.Select((_, i) => string.Create(CultureInfo.InvariantCulture, $"$p{i}"))];
#pragma warning disable CA2100 // Every part of it is a constant of BookTables.
        command.CommandText = $"INSERT INTO \"{table.Name}\" AS t ({table.ColumnList}) VALUES ({string.Join(", ", names)}) {table.OnConflict.Replace("{C}", "BINARY", StringComparison.Ordinal)}";
#pragma warning restore CA2100
        SqliteParameter[] parameters = [.. names.Select(name => new SqliteParameter { ParameterName = name })];
        command.Parameters.AddRange(parameters);
        return new(command, [.. table.Columns.Zip(parameters, (column, parameter) => (column.Value, parameter))]);
    }

    private sealed record Insert<TRow>(SqliteCommand Command, (Func<TRow, object?> Value, SqliteParameter Parameter)[] Fields)
    {
        public void Run(TRow row)
        {
            // The context keeps instants as UTC ticks on SQLite.
            foreach (var (value, parameter) in Fields) parameter.Value = value(row) switch { null => DBNull.Value, DateTimeOffset time => time.UtcTicks, var other => other };
            Command.ExecuteNonQuery();
        }
    }
}
