using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.Extensions.Logging.Abstractions;

namespace JoinArena.PrivacyPortal.Data;

/// <summary>Used by <c>dotnet ef</c> to write the migrations for SQLite.</summary>
internal sealed class SqliteDesignTimeDbContextFactory : IDesignTimeDbContextFactory<SqlitePortalDbContext>
{
    public SqlitePortalDbContext CreateDbContext(string[] args) =>
        new(
            new DbContextOptionsBuilder<SqlitePortalDbContext>().UseSqlite("Data Source=:memory:").Options,
            new WriteLock(isOpen: true),
            new ChangeFeed(NullLogger<ChangeFeed>.Instance)
        );
}
