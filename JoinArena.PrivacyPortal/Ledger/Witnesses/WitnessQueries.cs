using JoinArena.PrivacyPortal.Data;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Ledger.Witnesses;

/// <summary>Reads what the witnesses have cosigned of this portal's log, for its pages.</summary>
public sealed class WitnessQueries(IDbContextFactory<PortalDbContext> contexts, WitnessOptions options)
{
    /// <summary>
    /// All witnesses in the order of the settings. One that was never asked has neither a size nor an error.
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
                known.GetValueOrDefault(w.Key.ToString()) is { } state
                    ? new WitnessStatus(w.Key, state.CosignedSize, state.CosignedAt, state.Error)
                    : new(w.Key, null, null, null)
            ),
        ];
    }
}
