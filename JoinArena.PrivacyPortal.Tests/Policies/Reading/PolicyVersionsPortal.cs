using JoinArena.PrivacyPortal.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace JoinArena.PrivacyPortal.Tests.Policies.Reading;

/// <summary>
/// The portal on 24 November 2026, with 1.0 in force in English and Spanish, and 1.1 coming a week later.
/// </summary>
public sealed class PolicyVersionsPortal : Portal
{
    private readonly TemporaryPolicies _policies = new TemporaryPolicies()
        .WithPublished("1.1", "2026-12-01T00:00:00Z")
        .WithSpanish();

    public FakeTimeProvider Time { get; } = new(new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero));

    public override TimeProvider Clock => Time;

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        _policies.Dispose();
    }

    protected override void Configure(IDictionary<string, string> settings) =>
        settings["Portal:PoliciesDirectory"] = _policies.Root;
}
