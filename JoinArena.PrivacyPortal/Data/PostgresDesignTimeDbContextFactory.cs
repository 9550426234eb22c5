using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.Extensions.Logging.Abstractions;

namespace JoinArena.PrivacyPortal.Data;

/// <summary>Lets <c>dotnet ef</c> write the migrations of PostgreSQL.</summary>
internal sealed class PostgresDesignTimeDbContextFactory : IDesignTimeDbContextFactory<PostgresPortalDbContext>
{
    public PostgresPortalDbContext CreateDbContext(string[] args) =>
        new(
            new DbContextOptionsBuilder<PostgresPortalDbContext>().UseNpgsql("Host=localhost").Options,
            new WriteLock(isOpen: true),
            new ChangeFeed(NullLogger<ChangeFeed>.Instance)
        );
}
