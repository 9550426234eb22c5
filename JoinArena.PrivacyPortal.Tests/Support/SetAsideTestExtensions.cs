using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.BackgroundJobs;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace JoinArena.PrivacyPortal.Tests.Support;

/// <summary>Where a job that a test runs puts what it cannot process.</summary>
internal static class SetAsideTestExtensions
{
    extension(IDbContextFactory<PortalDbContext> contexts)
    {
        /// <summary>The rows that are set aside in this database.</summary>
        public SetAsideRows CreateSetAside(TimeProvider clock) =>
            new(contexts, clock, NullLogger<SetAsideRows>.Instance);
    }
}
