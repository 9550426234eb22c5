using JoinArena.PrivacyPortal.Data;
using Microsoft.Data.Sqlite;

namespace JoinArena.PrivacyPortal.Tests.Support.Databases;

/// <summary>A copy of an SQLite database in memory, to try something on and throw away.</summary>
internal sealed class InMemoryDatabaseCopy : IDisposable
{
    private readonly SqliteConnection _keeper;

    private InMemoryDatabaseCopy(string connectionString)
    {
        _keeper = new(connectionString);
        Settings = new(DatabaseProvider.Sqlite, connectionString);
    }

    /// <summary>Where it is.</summary>
    public DatabaseSettings Settings { get; }

    /// <summary>Copies what is there now.</summary>
    public static InMemoryDatabaseCopy CopyFrom(DatabaseSettings settings)
    {
        var copy = new InMemoryDatabaseCopy($"Data Source=file:jpp-{Guid.NewGuid():N}?mode=memory&cache=shared");
        copy._keeper.Open();
        using var source = new SqliteConnection(settings.ConnectionString);
        source.Open();
        source.BackupDatabase(copy._keeper);
        return copy;
    }

    /// <summary>A number that is another one once something has been written to it.</summary>
    public long ReadVersion()
    {
        using var command = _keeper.CreateCommand();
        command.CommandText = "PRAGMA data_version";
        return (long)command.ExecuteScalar()!;
    }

    /// <summary>
    /// Connections to it were kept open for the next context, since each that is opened reads the whole schema; the copy
    /// goes with the last of them.
    /// </summary>
    public void Dispose()
    {
        SqliteConnection.ClearPool(_keeper);
        _keeper.Dispose();
        SqliteConnection.ClearPool(_keeper);
    }
}
