using JoinArena.PrivacyPortal.Data;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Disclosures.Digests;

/// <summary>What a worker wants to be told without having asked.</summary>
public sealed class DigestPreferenceService(
    IDbContextFactory<PortalDbContext> contexts,
    DigestLinks links,
    TimeProvider clock
)
{
    /// <summary>What they want.</summary>
    public async Task<DigestKind> GetPreferenceAsync(string workerId, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await GetPreferenceAsync(db, workerId, ct);
    }

    /// <summary>Notes what they want from now on.</summary>
    public async Task SetPreferenceAsync(string workerId, DigestKind kind, CancellationToken ct)
    {
        try
        {
            await NoteAsync(workerId, kind, ct);
        }
        catch (DbUpdateException)
        {
            // Two first choices at once: the row is there by now, and a mail program's click counts as much as the
            // page's.
            await NoteAsync(workerId, kind, ct);
        }
    }

    private async Task NoteAsync(string workerId, DigestKind kind, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var write = await db.BeginWriteAsync(ct);
        var wish =
            await db.DigestPreferences.SingleOrDefaultAsync(w => w.WorkerId == workerId, ct)
            ?? db.DigestPreferences.Add(
                new()
                {
                    WorkerId = workerId,
                    Kind = kind,
                    ChangedAt = default,
                }
            ).Entity;
        (wish.Kind, wish.ChangedAt) = (kind, clock.GetInstant());
        await db.SaveChangesAsync(ct);
        await write.CommitAsync(ct);
    }

    /// <summary>Stops all letters to whom the link was sent.</summary>
    /// <returns>Whether it is a link of ours.</returns>
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
