using System.Diagnostics;
using Microsoft.Data.Sqlite;

namespace JoinArena.PrivacyPortal.Benchmarks;

/// <summary>The yardstick of ingestion: the rows the portal left, written by prepared inserts into the same schema, same pragmas, as many transactions.</summary>
internal static class BareInserts
{
    /// <summary>A copy of a database in use, as one file.</summary>
    public static void Copy(string database, string copy)
    {
        using var connection = Open(database);
        Execute(connection, $"VACUUM INTO '{copy}'");
    }

    /// <summary>Writes what <paramref name="after"/> has and <paramref name="before"/> has not into the latter.</summary>
    /// <param name="after">The database as the portal left it.</param>
    /// <param name="before">The database as it was before, which is written to.</param>
    /// <param name="transactions">Among which the rows of each table are divided evenly, in their order.</param>
    public static (TimeSpan Time, long Rows) Run(string after, string before, int transactions)
    {
        using var target = Open(before);
        Execute(target, "PRAGMA journal_mode = WAL");
        // What refers to a disclosure comes after it.
        var tables = Tables(after, target).OrderBy(table => table.Name == "Disclosures" ? 0 : 1).ToList();
        foreach (var table in tables) table.Prepare(target);
        var watch = Stopwatch.StartNew();
        for (var i = 0; i < transactions; i++)
        {
            using var transaction = target.BeginTransaction();
            foreach (var table in tables) table.Insert(transaction, i, transactions);
            transaction.Commit();
        }

        return (watch.Elapsed, tables.Sum(table => (long)table.Rows.Count));
    }

    private static List<Table> Tables(string after, SqliteConnection target)
    {
        using var source = Open(after);
        using var names = source.CreateCommand();
        names.CommandText = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'";
        var tables = new List<Table>();
        using var reader = names.ExecuteReader();
        while (reader.Read())
        {
            var name = reader.GetString(0);
            // Only what the events left: these tables were empty before.
            if (Count(target, name) == 0 && Count(source, name) > 0) tables.Add(Table.Read(source, name));
        }

        return tables;
    }

    private static long Count(SqliteConnection connection, string table)
    {
        using var count = connection.CreateCommand();
        count.CommandText = $"SELECT count(*) FROM \"{table}\"";
        return (long)count.ExecuteScalar()!;
    }

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

    private sealed class Table(string name, IReadOnlyList<string> columns)
    {
        private SqliteCommand? _insert;

        public string Name => name;

        public List<object[]> Rows { get; } = [];

        public static Table Read(SqliteConnection source, string name)
        {
            using var select = source.CreateCommand();
            select.CommandText = $"SELECT * FROM \"{name}\"";
            using var reader = select.ExecuteReader();
            var table = new Table(name, [.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetName)]);
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
            _insert.CommandText = $"INSERT INTO \"{name}\" ({string.Join(", ", columns.Select(c => $"\"{c}\""))}) VALUES ({string.Join(", ", columns.Select((_, i) => $"$p{i}"))})";
            for (var i = 0; i < columns.Count; i++) _insert.Parameters.Add(new SqliteParameter { ParameterName = $"$p{i}" });
            _insert.Prepare();
        }

        public void Insert(SqliteTransaction transaction, int part, int parts)
        {
            _insert!.Transaction = transaction;
            for (var row = (long)Rows.Count * part / parts; row < (long)Rows.Count * (part + 1) / parts; row++)
            {
                for (var i = 0; i < columns.Count; i++) _insert.Parameters[i].Value = Rows[(int)row][i];
                _insert.ExecuteNonQuery();
            }
        }
    }
}
