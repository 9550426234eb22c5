using JoinArena.PrivacyPortal.Data;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Ledger.Witnesses;

/// <summary>How the witnesses of this portal's log stand to it, for whoever reads its pages.</summary>
public sealed class WitnessQueries(IDbContextFactory<PortalDbContext> contexts, WitnessOptions options)
{
    /// <summary>
    /// Each witness that is asked, in the order of the settings. One that was never reached stands there with nothing.
    /// </summary>
    public async Task<IReadOnlyList<WitnessStatus>> ListAsync(CancellationToken ct)
    {
        if (options.Witnesses.Count == 0)
            return [];
        await using var db = await contexts.CreateDbContextAsync(ct);
        var known = await db.LogWitnesses.AsNoTracking().ToDictionaryAsync(w => w.Key, ct);
        return
        [
            .. options.Witnesses.Select(w =>
                known.GetValueOrDefault(w.Key.ToString()) is { } said
                    ? new WitnessStatus(w.Key, said.CosignedSize, said.CosignedAt, said.Error)
                    : new(w.Key, null, null, null)
            ),
        ];
    }
}
