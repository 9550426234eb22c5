using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Hosting;

namespace JoinArena.PrivacyPortal.Tests.Support.Browsing;

/// <summary>
/// Lets the portal listen once it has been told where. Its program and the test that hosts it run side by side, and a test
/// that waits for a processor would otherwise find that the portal listens already, somewhere else.
/// </summary>
internal sealed class AddressGate(IServer server) : IHostedLifecycleService
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(1);

    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(s_patience);
        var addresses = server.Features.Get<IServerAddressesFeature>()!.Addresses;
        while (addresses.Count == 0)
            await Task.Delay(TimeSpan.FromMilliseconds(5), patience.Token);
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
