using JoinArena.PrivacyPortal.Disclosures.Reconciliation;
using JoinArena.PrivacyPortal.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace JoinArena.PrivacyPortal.Tests.Disclosures.Reconciliation;

/// <summary>
/// A portal that leaves reconciling to the test. Its own job, which begins at the start, would save what it read before
/// the test changed a row, in place of what the test has just found.
/// </summary>
public sealed class UnreconciledPortal : Portal
{
    protected override void Replace(IServiceCollection services) => services.AddJobBeforeItsHour();
}

/// <inheritdoc cref="UnreconciledPortal"/>
public sealed class UnreconciledPortalOnPostgres : PortalOnPostgres
{
    protected override void Replace(IServiceCollection services) => services.AddJobBeforeItsHour();
}

/// <summary>The job for which it is always midnight.</summary>
internal static class UnreconciledPortalExtensions
{
    public static void AddJobBeforeItsHour(this IServiceCollection services) =>
        services.AddSingleton(portal =>
            ActivatorUtilities.CreateInstance<ReconciliationJob>(portal, new FakeTimeProvider())
        );
}
