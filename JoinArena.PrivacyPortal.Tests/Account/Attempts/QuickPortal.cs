using JoinArena.PrivacyPortal.Tests.Support;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace JoinArena.PrivacyPortal.Tests.Account.Attempts;

/// <summary>A portal that hashes passwords quickly: what a hash costs is for other tests.</summary>
public sealed class QuickPortal : Portal
{
    protected override void Replace(IServiceCollection services) => HashQuickly(services);

    internal static void HashQuickly(IServiceCollection services) =>
        services.Configure<PasswordHasherOptions>(hasher => hasher.IterationCount = 1);
}

/// <summary>The same on PostgreSQL.</summary>
public sealed class QuickPortalOnPostgres : PortalOnPostgres
{
    protected override void Replace(IServiceCollection services) => QuickPortal.HashQuickly(services);
}
