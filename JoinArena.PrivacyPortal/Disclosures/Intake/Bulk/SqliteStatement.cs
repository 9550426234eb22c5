using System.Buffers;
using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace JoinArena.PrivacyPortal.Disclosures.Intake.Bulk;

/// <summary>
/// A statement of SQLite, prepared once and run by the thousand without the provider's commands, parameters and readers:
/// inserting a row takes two microseconds, and they would cost more than that. For use inside the transaction of its
/// connection, by one thread at a time.
/// </summary>
internal sealed class SqliteStatement : IDisposable
{
    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;

    public SqliteStatement(SqliteConnection connection, string sql)
    {
        _database = connection.Handle!;
        Check(raw.sqlite3_prepare_v3(_database, sql, raw.SQLITE_PREPARE_PERSISTENT, out _statement));
    }

    /// <summary>Sets the parameter of that number, counted from 1.</summary>
    public void Bind(int at, string? text)
    {
        if (text is null)
            Check(raw.sqlite3_bind_null(_statement, at));
        // The library would turn an empty span into a null.
        else if (text.Length == 0)
            Check(raw.sqlite3_bind_text(_statement, at, text));
        else if (text.Length <= 256)
            BindShort(at, text);
        else
            BindLong(at, text);
    }

    /// <inheritdoc cref="Bind(int, string?)"/>
    public void Bind(int at, long number) => Check(raw.sqlite3_bind_int64(_statement, at, number));

    /// <inheritdoc cref="Bind(int, string?)"/>
    public void Bind(int at, byte[]? bytes) =>
        Check(bytes is null ? raw.sqlite3_bind_null(_statement, at) : raw.sqlite3_bind_blob(_statement, at, bytes));

    /// <inheritdoc cref="Bind(int, string?)"/>
    public void Bind(int at, Guid? id)
    {
        // As SqliteId stores it.
        Span<byte> bytes = stackalloc byte[16];
        if (id is not { } given || !given.TryWriteBytes(bytes, bigEndian: true, out _))
            Check(raw.sqlite3_bind_null(_statement, at));
        else
            Check(raw.sqlite3_bind_blob(_statement, at, bytes));
    }

    /// <summary>
    /// Moves to the next row. After the last, or where there is none, the statement is ready to run again.
    /// </summary>
    /// <returns>False when there is no further row.</returns>
    public bool Step()
    {
        var step = raw.sqlite3_step(_statement);
        if (step is raw.SQLITE_ROW)
            return true;
        // The reset repeats the error of the step.
        Check(raw.sqlite3_reset(_statement));
        return step is raw.SQLITE_DONE ? false : throw Fault(step);
    }

    /// <summary>Runs the statement and ignores the rows it returns.</summary>
    public void Run()
    {
        while (Step()) { }
    }

    /// <summary>A column of the current row, counted from 0.</summary>
    public string GetText(int column) => raw.sqlite3_column_text(_statement, column).utf8_to_string();

    /// <inheritdoc cref="GetText"/>
    public string? GetTextOrNull(int column) => IsNull(column) ? null : GetText(column);

    /// <inheritdoc cref="GetText"/>
    public long GetInt64(int column) => raw.sqlite3_column_int64(_statement, column);

    /// <inheritdoc cref="GetText"/>
    public byte[]? GetBytes(int column) =>
        IsNull(column) ? null : raw.sqlite3_column_blob(_statement, column).ToArray();

    public void Dispose() => _statement.Dispose();

    /// <summary>True if a column of the current row has no value.</summary>
    public bool IsNull(int column) => raw.sqlite3_column_type(_statement, column) == raw.SQLITE_NULL;

    private void BindShort(int at, string text)
    {
        Span<byte> bytes = stackalloc byte[3 * 256];
        Check(raw.sqlite3_bind_text(_statement, at, bytes[..Encoding.UTF8.GetBytes(text, bytes)]));
    }

    private void BindLong(int at, string text)
    {
        var bytes = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(text.Length));
        Check(raw.sqlite3_bind_text(_statement, at, bytes.AsSpan(0, Encoding.UTF8.GetBytes(text, bytes))));
        ArrayPool<byte>.Shared.Return(bytes);
    }

    private void Check(int result)
    {
        if (result is not raw.SQLITE_OK)
            throw Fault(result);
    }

    private SqliteException Fault(int result) =>
        new(raw.sqlite3_errmsg(_database).utf8_to_string(), result & 0xFF, raw.sqlite3_extended_errcode(_database));
}
