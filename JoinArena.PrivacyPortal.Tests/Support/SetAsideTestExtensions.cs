using JoinArena.PrivacyPortal.Data.BackgroundJobs;
using Microsoft.Extensions.Logging.Abstractions;

namespace JoinArena.PrivacyPortal.Tests.Support;

/// <summary>Where a job that a test runs puts what it cannot process.</summary>
internal static class SetAsideTestExtensions
{
    extension(TimeProvider clock)
    {
        /// <summary>Nothing is set aside yet.</summary>
        public SetAsideRows CreateSetAside() => new(clock, NullLogger<SetAsideRows>.Instance);
    }
}
