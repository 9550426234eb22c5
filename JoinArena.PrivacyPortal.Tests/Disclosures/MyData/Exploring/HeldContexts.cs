using JoinArena.PrivacyPortal.Data;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Tests.Disclosures.MyData.Exploring;

/// <summary>A database that can be made to keep its readers waiting.</summary>
internal sealed class HeldContexts(IDbContextFactory<PortalDbContext> inner)
    : IDbContextFactory<PortalDbContext>,
        IDisposable
{
    private readonly SemaphoreSlim _arrived = new(0);
    private TaskCompletionSource? _gate;

    /// <summary>Keeps whoever reads from now on waiting until <see cref="Release"/>.</summary>
    public void Hold() => _gate = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Returns once somebody waits. Each who does is counted once.</summary>
    public async Task WaitForReaderAsync() =>
        (await _arrived.WaitAsync(TimeSpan.FromSeconds(30))).ShouldBeTrue("nobody came to read");

    public void Release()
    {
        _gate?.SetResult();
        _gate = null;
    }

    public PortalDbContext CreateDbContext() => inner.CreateDbContext();

    public async Task<PortalDbContext> CreateDbContextAsync(CancellationToken cancellationToken = default)
    {
        if (_gate is { } gate)
        {
            _arrived.Release();
            await gate.Task.WaitAsync(cancellationToken);
        }

        return await inner.CreateDbContextAsync(cancellationToken);
    }

    public void Dispose() => _arrived.Dispose();
}
