using Npgsql;
using NpgsqlTypes;

namespace JoinArena.PrivacyPortal.Disclosures;

/// <summary>One column of a table the intake writes: how a row's value gets into each database.</summary>
/// <param name="Bind">Gives it to the parameter of an insert, on SQLite.</param>
/// <param name="Copy">Adds it to a row that is being copied, on PostgreSQL.</param>
internal sealed record BookColumn<TRow>(string Name, Action<SqliteStatement, int, TRow> Bind, Action<NpgsqlBinaryImporter, TRow> Copy);

/// <summary>A table as the intake writes it: its columns, and what happens to a row that is there already.</summary>
/// <param name="Key">The columns rows are written in the order of, so that nodes never wait for one another in a circle; none where every row is new.</param>
/// <param name="OnConflict">What follows the insert; empty where every row is new.</param>
internal sealed record BookTable<TRow>(string Name, string Key = "", string OnConflict = "")
{
    private readonly List<BookColumn<TRow>> _columns = [];

    public IReadOnlyList<BookColumn<TRow>> Columns => _columns;

    /// <summary>The columns' names, as they stand in a statement.</summary>
    public string ColumnList => field ??= string.Join(", ", _columns.Select(c => $"\"{c.Name}\""));

    public BookTable<TRow> Text(string name, Func<TRow, string?> of) => With(new(name, (statement, at, row) => statement.Bind(at, of(row)), (copy, row) =>
    {
        if (of(row) is { } text) copy.Write(text, NpgsqlDbType.Text);
        else copy.WriteNull();
    }));

    /// <summary>An enum, by its name.</summary>
    public BookTable<TRow> Word<TEnum>(string name, Func<TRow, TEnum> of) where TEnum : struct, Enum => Text(name, row => of(row).ToString());

    public BookTable<TRow> Id(string name, Func<TRow, Guid?> of) => With(new(name, (statement, at, row) => statement.Bind(at, of(row)), (copy, row) =>
    {
        if (of(row) is { } id) copy.Write(id, NpgsqlDbType.Uuid);
        else copy.WriteNull();
    }));

    /// <summary>An instant: the context keeps UTC ticks on SQLite.</summary>
    public BookTable<TRow> Time(string name, Func<TRow, DateTimeOffset> of) =>
        With(new(name, (statement, at, row) => statement.Bind(at, of(row).UtcTicks), (copy, row) => copy.Write(of(row), NpgsqlDbType.TimestampTz)));

    public BookTable<TRow> Day(string name, Func<TRow, DateOnly> of) =>
        With(new(name, (statement, at, row) => statement.Bind(at, of(row).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)), (copy, row) => copy.Write(of(row), NpgsqlDbType.Date)));

    public BookTable<TRow> Count(string name, Func<TRow, int> of) => With(new(name, (statement, at, row) => statement.Bind(at, of(row)), (copy, row) => copy.Write(of(row), NpgsqlDbType.Integer)));

    public BookTable<TRow> LongCount(string name, Func<TRow, long> of) => With(new(name, (statement, at, row) => statement.Bind(at, of(row)), (copy, row) => copy.Write(of(row), NpgsqlDbType.Bigint)));

    public BookTable<TRow> Bytes(string name, Func<TRow, byte[]?> of) => With(new(name, (statement, at, row) => statement.Bind(at, of(row)), (copy, row) =>
    {
        if (of(row) is { } bytes) copy.Write(bytes, NpgsqlDbType.Bytea);
        else copy.WriteNull();
    }));

    private BookTable<TRow> With(BookColumn<TRow> column)
    {
        _columns.Add(column);
        return this;
    }
}
