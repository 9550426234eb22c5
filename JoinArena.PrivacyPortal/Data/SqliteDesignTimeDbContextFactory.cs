using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.Extensions.Logging.Abstractions;

namespace JoinArena.PrivacyPortal.Data;

/// <summary>Lets <c>dotnet ef</c> write the migrations of SQLite.</summary>
internal sealed class SqliteDesignTimeDbContextFactory : IDesignTimeDbContextFactory<SqlitePortalDbContext>
{
    public SqlitePortalDbContext CreateDbContext(string[] args) =>
        new(
            new DbContextOptionsBuilder<SqlitePortalDbContext>().UseSqlite("Data Source=:memory:").Options,
            new WriteLock(isOpen: true),
            new ChangeFeed(NullLogger<ChangeFeed>.Instance)
        );
}
