using Npgsql;
using NpgsqlTypes;

namespace JoinArena.PrivacyPortal.Disclosures.Intake.Bulk;

/// <summary>
/// Inserts any number of rows on PostgreSQL by one statement, prepared once: the database is given one list a column.
/// </summary>
internal sealed class UnnestInsert<TRow>
{
    private readonly BulkTable<TRow> _table;

    public UnnestInsert(BulkTable<TRow> table)
    {
        _table = table;
        var lists = string.Join(", ", table.Columns.Select((_, i) => $"${i + 1}"));
        var order = table.Key is "" ? "" : $"ORDER BY {table.Key}";
        var onConflict = table.OnConflict.Replace("{C}", "\"C\"", StringComparison.Ordinal);
        Command = new(
            $"INSERT INTO \"{table.Name}\" AS t ({table.ColumnList}) "
                + $"SELECT * FROM unnest({lists}) AS q({table.ColumnList}) {order} {onConflict}"
        );
        foreach (var column in table.Columns)
        {
            Command.Parameters.Add(
                new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Array | column.Type, Value = column.GetValues([]) }
            );
        }
    }

    /// <summary>The statement, to be sent in a batch with others.</summary>
    public NpgsqlBatchCommand Command { get; }

    /// <summary>Sets what the statement inserts when it is run next.</summary>
    public void SetRows(IReadOnlyCollection<TRow> rows)
    {
        for (var i = 0; i < _table.Columns.Count; i++)
            Command.Parameters[i].Value = _table.Columns[i].GetValues(rows);
    }
}
