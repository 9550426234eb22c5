using JoinArena.PrivacyPortal.Access.SecurityEvents;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;

namespace JoinArena.PrivacyPortal.Tests.Support;

/// <summary>For what records security events, in tests that do not look at them.</summary>
internal static class TestSecurityLog
{
    public static SecurityLog Silent { get; } =
        new(NullLogger<SecurityLog>.Instance, new HttpContextAccessor(), new SecurityEventQueue(), TimeProvider.System);
}
