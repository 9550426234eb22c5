using NpgsqlTypes;

namespace JoinArena.PrivacyPortal.Disclosures.Intake.Bulk;

/// <summary>One column of a table the intake writes: how its values get into each database.</summary>
/// <param name="Bind">Gives a row's value to the parameter of an insert, on SQLite.</param>
/// <param name="Type">What it is on PostgreSQL.</param>
/// <param name="Gather">The values of many rows, in their order, on PostgreSQL.</param>
internal sealed record BulkColumn<TRow>(
    string Name,
    Action<SqliteStatement, int, TRow> Bind,
    NpgsqlDbType Type,
    Func<IReadOnlyCollection<TRow>, Array> Gather
);

/// <summary>A table as the intake writes it: its columns, and what happens to a row that is there already.</summary>
/// <param name="Key">
/// The columns rows are written in the order of, so that nodes never wait for one another in a circle; none where every
/// row is new.
/// </param>
/// <param name="OnConflict">What follows the insert; empty where every row is new.</param>
internal sealed record BulkTable<TRow>(string Name, string Key = "", string OnConflict = "")
{
    private readonly List<BulkColumn<TRow>> _columns = [];

    public IReadOnlyList<BulkColumn<TRow>> Columns => _columns;

    /// <summary>The columns' names, as they stand in a statement.</summary>
    public string ColumnList => field ??= string.Join(", ", _columns.Select(c => $"\"{c.Name}\""));

    public BulkTable<TRow> Text(string name, Func<TRow, string?> of) =>
        With(name, NpgsqlDbType.Text, of, (statement, at, text) => statement.Bind(at, text));

    /// <summary>An enum, by its name.</summary>
    public BulkTable<TRow> EnumName<TEnum>(string name, Func<TRow, TEnum> of)
        where TEnum : struct, Enum => Text(name, row => of(row).ToString());

    public BulkTable<TRow> Id(string name, Func<TRow, Guid?> of) =>
        With(name, NpgsqlDbType.Uuid, of, (statement, at, id) => statement.Bind(at, id));

    /// <summary>An instant: the context keeps UTC ticks on SQLite.</summary>
    public BulkTable<TRow> Time(string name, Func<TRow, DateTimeOffset> of) =>
        With(name, NpgsqlDbType.TimestampTz, of, (statement, at, time) => statement.Bind(at, time.UtcTicks));

    public BulkTable<TRow> Day(string name, Func<TRow, DateOnly> of) =>
        With(
            name,
            NpgsqlDbType.Date,
            of,
            (statement, at, day) =>
                statement.Bind(at, day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture))
        );

    public BulkTable<TRow> Count(string name, Func<TRow, int> of) =>
        With(name, NpgsqlDbType.Integer, of, (statement, at, count) => statement.Bind(at, count));

    public BulkTable<TRow> LongCount(string name, Func<TRow, long> of) =>
        With(name, NpgsqlDbType.Bigint, of, (statement, at, count) => statement.Bind(at, count));

    public BulkTable<TRow> Bytes(string name, Func<TRow, byte[]?> of) =>
        With(name, NpgsqlDbType.Bytea, of, (statement, at, bytes) => statement.Bind(at, bytes));

    private BulkTable<TRow> With<TValue>(
        string name,
        NpgsqlDbType type,
        Func<TRow, TValue> of,
        Action<SqliteStatement, int, TValue> bind
    )
    {
        _columns.Add(
            new(name, (statement, at, row) => bind(statement, at, of(row)), type, rows => rows.Select(of).ToArray())
        );
        return this;
    }
}
