using JoinArena.PrivacyPortal.Data.Input;
using JoinArena.PrivacyPortal.Data.Storage;
using NpgsqlTypes;

namespace JoinArena.PrivacyPortal.Disclosures.Intake.Bulk;

/// <summary>One column of a table the intake writes: how its values get into each database.</summary>
/// <param name="Bind">Binds a row's value to a parameter of an insert, on SQLite.</param>
/// <param name="Type">Its type on PostgreSQL.</param>
/// <param name="GetValues">The values of many rows, in their order, as an array for PostgreSQL.</param>
internal sealed record BulkColumn<TRow>(
    string Name,
    Action<SqliteStatement, int, TRow> Bind,
    NpgsqlDbType Type,
    Func<IReadOnlyCollection<TRow>, Array> GetValues
);

/// <summary>A table as the intake writes it: its columns, and what happens when a row exists already.</summary>
/// <param name="Key">
/// The columns by which rows are ordered when they are written, so that nodes never wait for one another in a circle;
/// empty where every row is new.
/// </param>
/// <param name="OnConflict">The insert's ON CONFLICT clause; empty where every row is new.</param>
internal sealed record BulkTable<TRow>(string Name, string Key = "", string OnConflict = "")
{
    private readonly List<BulkColumn<TRow>> _columns = [];

    public IReadOnlyList<BulkColumn<TRow>> Columns => _columns;

    /// <summary>The columns' quoted names, separated by commas.</summary>
    public string ColumnList => field ??= string.Join(", ", _columns.Select(c => $"\"{c.Name}\""));

    public BulkTable<TRow> Text(string name, Func<TRow, string?> getValue) =>
        With(name, NpgsqlDbType.Text, getValue, (statement, at, text) => statement.Bind(at, text));

    /// <summary>An enum, stored as its number.</summary>
    public BulkTable<TRow> Code<TEnum>(string name, Func<TRow, TEnum> getValue)
        where TEnum : struct, Enum =>
        With(
            name,
            NpgsqlDbType.Smallint,
            row => EnumCode<TEnum>.ToCode(getValue(row)),
            (statement, at, code) => statement.Bind(at, code)
        );

    public BulkTable<TRow> Id(string name, Func<TRow, Guid?> getValue) =>
        With(name, NpgsqlDbType.Uuid, getValue, (statement, at, id) => statement.Bind(at, id));

    /// <summary>An instant.</summary>
    public BulkTable<TRow> Time(string name, Func<TRow, DateTimeOffset> getValue) =>
        With(
            name,
            NpgsqlDbType.TimestampTz,
            getValue,
            (statement, at, time) => statement.Bind(at, SqliteInstant.ToNumber(time))
        );

    public BulkTable<TRow> Day(string name, Func<TRow, DateOnly> getValue) =>
        With(name, NpgsqlDbType.Date, getValue, (statement, at, day) => statement.Bind(at, day.ToIsoDay()));

    public BulkTable<TRow> Count(string name, Func<TRow, int> getValue) =>
        With(name, NpgsqlDbType.Integer, getValue, (statement, at, count) => statement.Bind(at, count));

    public BulkTable<TRow> LongCount(string name, Func<TRow, long> getValue) =>
        With(name, NpgsqlDbType.Bigint, getValue, (statement, at, count) => statement.Bind(at, count));

    public BulkTable<TRow> Bytes(string name, Func<TRow, byte[]?> getValue) =>
        With(name, NpgsqlDbType.Bytea, getValue, (statement, at, bytes) => statement.Bind(at, bytes));

    private BulkTable<TRow> With<TValue>(
        string name,
        NpgsqlDbType type,
        Func<TRow, TValue> getValue,
        Action<SqliteStatement, int, TValue> bind
    )
    {
        _columns.Add(
            new(
                name,
                (statement, at, row) => bind(statement, at, getValue(row)),
                type,
                rows => rows.Select(getValue).ToArray()
            )
        );
        return this;
    }
}
