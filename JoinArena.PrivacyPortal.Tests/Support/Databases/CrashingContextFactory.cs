using JoinArena.PrivacyPortal.Data;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Tests.Support.Databases;

/// <summary>Opens contexts until its time has come, and then the process is no more.</summary>
/// <param name="contexts">Where they are opened.</param>
/// <param name="dies">Before which of them it ends, from 1.</param>
/// <param name="end">Ended with it.</param>
public sealed class CrashingContextFactory(
    IDbContextFactory<PortalDbContext> contexts,
    int dies,
    CancellationTokenSource end
) : IDbContextFactory<PortalDbContext>
{
    private int _opened;

    public PortalDbContext CreateDbContext()
    {
        if (Interlocked.Increment(ref _opened) >= dies)
            end.Cancel();
        end.Token.ThrowIfCancellationRequested();
        return contexts.CreateDbContext();
    }
}
