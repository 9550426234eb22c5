using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.Faults;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Disclosures.Digests;

/// <summary>Reads and changes which updates a worker gets.</summary>
public sealed class DigestPreferenceService(
    IDbContextFactory<PortalDbContext> contexts,
    DigestLinks links,
    TimeProvider clock
)
{
    /// <summary>The worker's choice, or the default.</summary>
    public async Task<DigestKind> GetPreferenceAsync(string workerId, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await GetPreferenceAsync(db, workerId, ct);
    }

    /// <summary>Changes the worker's choice.</summary>
    public Task SetPreferenceAsync(string workerId, DigestKind kind, CancellationToken ct) =>
        // Two first choices may come at the same time, for example from an email program and the page.
        WriteRetry.RunAsync(() => SaveAsync(workerId, kind, ct));

    private async Task<DigestPreference> SaveAsync(string workerId, DigestKind kind, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var write = await db.BeginWriteAsync(ct);
        var preference =
            await db.DigestPreferences.SingleOrDefaultAsync(w => w.WorkerId == workerId, ct)
            ?? db.DigestPreferences.Add(
                new()
                {
                    WorkerId = workerId,
                    Kind = kind,
                    ChangedAt = default,
                }
            ).Entity;
        preference.Kind = kind;
        preference.ChangedAt = clock.GetInstant();
        await db.SaveChangesAsync(ct);
        await write.CommitAsync(ct);
        return preference;
    }

    /// <summary>Stops all updates to the worker who got the link.</summary>
    /// <returns>Whether the portal made the link.</returns>
    public async Task<bool> UnsubscribeAsync(string link, CancellationToken ct)
    {
        if (links.FindWorkerId(link) is not { } worker)
            return false;
        await SetPreferenceAsync(worker, DigestKind.None, ct);
        return true;
    }

    /// <inheritdoc cref="GetPreferenceAsync(string, CancellationToken)"/>
    internal static async Task<DigestKind> GetPreferenceAsync(
        PortalDbContext db,
        string workerId,
        CancellationToken ct
    ) =>
        await db
            .DigestPreferences.Where(w => w.WorkerId == workerId)
            .Select(w => (DigestKind?)w.Kind)
            .SingleOrDefaultAsync(ct)
        ?? DigestKind.Monthly;
}
