using System.Runtime.InteropServices;
using Microsoft.Extensions.Hosting.Systemd;
using Microsoft.Extensions.Options;

namespace JoinArena.PrivacyPortal.Operations.Shutdown;

/// <summary>
/// Ends the process on a signal. SIGTERM, which systemd and containers send, first makes the node not ready and lets
/// load balancers notice; a second one, or Ctrl+C, ends it at once.
/// </summary>
/// <remarks>
/// In place of the framework's lifetimes for console and systemd: they cut live pages off in the moment of the signal.
/// </remarks>
/// <param name="notifiers">systemd, if it started this process.</param>
internal sealed class DrainingLifetime(
    ShutdownState state,
    IOptions<ShutdownOptions> options,
    IHostApplicationLifetime application,
    IEnumerable<ISystemdNotifier> notifiers,
    TimeProvider clock
) : IHostLifetime, IDisposable
{
    private readonly List<IDisposable> _registrations = [];
    private readonly Lock _lock = new();
    private ITimer? _drained;

    public Task WaitForStartAsync(CancellationToken cancellationToken)
    {
        _registrations.Add(application.ApplicationStarted.Register(() => Notify(ServiceState.Ready)));
        _registrations.Add(application.ApplicationStopping.Register(() => Notify(ServiceState.Stopping)));
        _registrations.Add(PosixSignalRegistration.Create(PosixSignal.SIGTERM, HandleTermination));
        _registrations.Add(PosixSignalRegistration.Create(PosixSignal.SIGINT, HandleInterruption));
        _registrations.Add(PosixSignalRegistration.Create(PosixSignal.SIGQUIT, HandleInterruption));
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose()
    {
        foreach (var registration in _registrations)
            registration.Dispose();
        _drained?.Dispose();
    }

    private void HandleTermination(PosixSignalContext signal)
    {
        signal.Cancel = true;
        Drain();
    }

    private void HandleInterruption(PosixSignalContext signal)
    {
        signal.Cancel = true;
        application.StopApplication();
    }

    /// <summary>What SIGTERM does.</summary>
    internal void Drain()
    {
        var time = TimeSpan.FromSeconds(options.Value.DrainSeconds);
        lock (_lock)
        {
            if (!state.IsDraining && time > TimeSpan.Zero)
            {
                state.BeginDraining();
                _drained = clock.CreateTimer(_ => application.StopApplication(), null, time, Timeout.InfiniteTimeSpan);
                return;
            }
        }

        application.StopApplication();
    }

    private void Notify(ServiceState what)
    {
        foreach (var notifier in notifiers)
            notifier.Notify(what);
    }
}
