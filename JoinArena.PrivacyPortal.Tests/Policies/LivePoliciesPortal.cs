using JoinArena.PrivacyPortal.Acceptance.Reminders;
using JoinArena.PrivacyPortal.Data.Outbox;
using JoinArena.PrivacyPortal.Policies.Publishing;
using JoinArena.PrivacyPortal.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace JoinArena.PrivacyPortal.Tests.Policies;

/// <summary>
/// The portal on a policies folder of its own that a test may change while it runs, with a clock that a test moves.
/// </summary>
public sealed class LivePoliciesPortal : Portal
{
    private readonly TemporaryPolicies _folder = new();
    private readonly FakeTimeProvider _clock = new(new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero));

    internal TemporaryPolicies Folder => _folder;

    public override FakeTimeProvider Clock => _clock;

    /// <summary>What the scheduler does every second by the real clock.</summary>
    internal async Task ReloadPoliciesAsync()
    {
        var keeper = Services.GetRequiredService<PolicyReloadJob>();
        for (var looks = 0; looks < 2; looks++)
            await keeper.RunAsync(CancellationToken.None);
    }

    /// <summary>What the scheduler does every minute by the real clock, and then the sending of the letters.</summary>
    internal async Task SendVersionNoticesAsync()
    {
        await Services.GetRequiredService<VersionNoticeJob>().RunAsync(CancellationToken.None);
        await Services.GetRequiredService<OutboxDispatchJob>().RunAsync(CancellationToken.None);
    }

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        _folder.Dispose();
    }

    protected override void Configure(IDictionary<string, string> settings) =>
        settings["Portal:PoliciesDirectory"] = _folder.Root;
}
