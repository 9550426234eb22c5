using Microsoft.Data.Sqlite;

namespace JoinArena.PrivacyPortal.Data.Files;

/// <summary>
/// The files of an SQLite database. SQLite gives its write-ahead log and shared memory the rights of the database file,
/// but creates that file for everyone to read.
/// </summary>
public static class SqliteFiles
{
    /// <summary>
    /// Creates the database file if it does not exist, empty as SQLite itself does, and takes the rights of others to
    /// all its files.
    /// </summary>
    /// <exception cref="ConfigurationException">A file belongs to another user.</exception>
    public static void Protect(string connectionString)
    {
        var builder = new SqliteConnectionStringBuilder(connectionString);
        // In memory, or an address with its own rules.
        if (
            builder.Mode is SqliteOpenMode.Memory or SqliteOpenMode.ReadOnly
            || builder.DataSource is "" or ":memory:"
            || builder.DataSource.StartsWith("file:", StringComparison.OrdinalIgnoreCase)
        )
        {
            return;
        }

        var file = Path.GetFullPath(builder.DataSource);
        try
        {
            if (!File.Exists(file) && builder.Mode is SqliteOpenMode.ReadWriteCreate)
                new FileStream(file, PrivateFiles.CreateOptions(FileMode.OpenOrCreate)).Dispose();
            foreach (var suffix in (string[])["", "-wal", "-shm", "-journal"])
                PrivateFiles.RestrictFile(file + suffix);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new ConfigurationException(
                $"ConnectionStrings__Portal: the SQLite database '{file}' cannot be opened ({fault.Message}); check that "
                    + "it belongs to the user that runs the portal",
                fault
            );
        }
    }
}
