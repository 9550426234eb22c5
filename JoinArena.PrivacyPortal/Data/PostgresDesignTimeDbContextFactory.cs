using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.Extensions.Logging.Abstractions;

namespace JoinArena.PrivacyPortal.Data;

/// <summary>Used by <c>dotnet ef</c> to write the migrations for PostgreSQL.</summary>
internal sealed class PostgresDesignTimeDbContextFactory : IDesignTimeDbContextFactory<PostgresPortalDbContext>
{
    public PostgresPortalDbContext CreateDbContext(string[] args) =>
        new(
            new DbContextOptionsBuilder<PostgresPortalDbContext>().UseNpgsql("Host=localhost").Options,
            new WriteLock(isOpen: true),
            new ChangeFeed(NullLogger<ChangeFeed>.Instance)
        );
}
