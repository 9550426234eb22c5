using System.Diagnostics;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Disclosures.Intake.Bulk;
using Microsoft.Data.Sqlite;

namespace JoinArena.PrivacyPortal.Benchmarks.Intake;

/// <summary>
/// SQLite. The baseline is a loop of prepared inserts into the same schema, with the pragmas of the portal's own
/// connections.
/// </summary>
internal sealed class SqliteIntakeDatabase(string directory) : IntakeDatabase
{
    private string File => Path.Combine(directory, "portal.db");

    private string Snapshot => Path.Combine(directory, "snapshot.db");

    public override string Name => "SQLite";

    public override (string, string)[] Settings => [];

    public override DatabaseSettings Database => new(DatabaseProvider.Sqlite, $"Data Source={File};Pooling=False");

    public override Task SaveSnapshotAsync(CancellationToken ct)
    {
        using var connection = Open(File);
        Execute(connection, $"VACUUM INTO '{Snapshot}'");
        return Task.CompletedTask;
    }

    public override Task RestoreSnapshotAsync(CancellationToken ct)
    {
        foreach (var file in new[] { File, $"{File}-wal", $"{File}-shm" })
            System.IO.File.Delete(file);
        System.IO.File.Copy(Snapshot, File);
        // The copy lacks the journal mode in which the portal creates a database.
        using var connection = Open(File);
        Execute(connection, "PRAGMA journal_mode = WAL");
        return Task.CompletedTask;
    }

    public override async Task<(TimeSpan Time, long Rows)> WriteBaselineAsync(int transactions, CancellationToken ct)
    {
        List<BaselineTable> tables;
        using (var after = Open(File))
            tables = [.. Tables.Select(name => BaselineTable.Read(after, name, WhereClause(name)))];
        await RestoreSnapshotAsync(ct);

        using var target = Open(File);
        // Each table is written in its own order, so a row can come before the one it refers to.
        Execute(target, $"{SqliteBulkWriter.Pragmas}; PRAGMA foreign_keys = OFF");
        foreach (var table in tables)
            table.Prepare(target);
        var watch = Stopwatch.StartNew();
        for (var i = 0; i < transactions; i++)
        {
            using var transaction = target.BeginTransaction();
            foreach (var table in tables)
                table.Insert(transaction, i, transactions);
            transaction.Commit();
        }

        return (watch.Elapsed, tables.Sum(table => (long)table.Rows.Count));
    }

    public override Task<TimeSpan> WriteSingleTableAsync(int events, int batch, CancellationToken ct)
    {
        var file = Path.Combine(directory, "single.db");
        using var target = Open(file);
        Execute(target, $"PRAGMA journal_mode = WAL; {SqliteBulkWriter.Pragmas}");
        Execute(
            target,
            """
            CREATE TABLE single (source, id, worker, party, time INTEGER, purpose, item, interview);
            CREATE UNIQUE INDEX single_id ON single (source, id);
            CREATE INDEX single_worker ON single (worker, time);
            """
        );
        string[] columns = ["source", "id", "worker", "party", "time", "purpose", "item", "interview"];
        var table = new BaselineTable("single", columns);
        table.Rows.AddRange(Enumerable.Range(0, events).Select(SampleEvents.CreateRow));
        table.Prepare(target);
        var watch = Stopwatch.StartNew();
        for (var i = 0; i < events / batch; i++)
        {
            using var transaction = target.BeginTransaction();
            table.Insert(transaction, i, events / batch);
            transaction.Commit();
        }

        watch.Stop();
        foreach (var part in new[] { file, $"{file}-wal", $"{file}-shm" })
            System.IO.File.Delete(part);
        return Task.FromResult(watch.Elapsed);
    }

    // The library that the portal uses has no dbstat, which would tell tables and indexes apart.
    public override Task<IReadOnlyDictionary<string, long>> MeasureAsync(CancellationToken ct)
    {
        using var connection = Open(File);
        Execute(connection, "PRAGMA wal_checkpoint(TRUNCATE)");
        using var pages = connection.CreateCommand();
        pages.CommandText = """
            SELECT (c.page_count - f.freelist_count) * s.page_size
            FROM pragma_page_count c, pragma_freelist_count f, pragma_page_size s
            """;
        return Task.FromResult<IReadOnlyDictionary<string, long>>(
            new Dictionary<string, long>(StringComparer.Ordinal) { ["all"] = (long)pages.ExecuteScalar()! }
        );
    }

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static SqliteConnection Open(string file)
    {
        var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        return connection;
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private sealed class BaselineTable(string name, string[] columns)
    {
        private SqliteCommand? _insert;

        public List<object[]> Rows { get; } = [];

        public static BaselineTable Read(SqliteConnection source, string name, string where)
        {
            using var select = source.CreateCommand();
            select.CommandText = $"SELECT * FROM \"{name}\" {where}";
            using var reader = select.ExecuteReader();
            var table = new BaselineTable(name, [.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetName)]);
            while (reader.Read())
            {
                var row = new object[reader.FieldCount];
                reader.GetValues(row);
                table.Rows.Add(row);
            }

            return table;
        }

        public void Prepare(SqliteConnection target)
        {
            _insert = target.CreateCommand();
            var names = string.Join(", ", columns.Select(c => $"\"{c}\""));
            var parameters = string.Join(", ", columns.Select((_, i) => $"$p{i}"));
            _insert.CommandText = $"INSERT INTO \"{name}\" ({names}) VALUES ({parameters})";
            for (var i = 0; i < columns.Length; i++)
                _insert.Parameters.Add(new SqliteParameter { ParameterName = $"$p{i}" });
            _insert.Prepare();
        }

        public void Insert(SqliteTransaction transaction, int part, int parts)
        {
            _insert!.Transaction = transaction;
            for (var row = (long)Rows.Count * part / parts; row < (long)Rows.Count * (part + 1) / parts; row++)
            {
                for (var i = 0; i < columns.Length; i++)
                    _insert.Parameters[i].Value = Rows[(int)row][i];
                _insert.ExecuteNonQuery();
            }
        }
    }
}
