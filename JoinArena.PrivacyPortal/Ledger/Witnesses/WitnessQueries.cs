using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Ledger.Notes;
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

/// <summary>How one witness stands.</summary>
/// <param name="Key">Its verifier key.</param>
/// <param name="CosignedSize">Entries of the log it has cosigned last; null before the first.</param>
/// <param name="CosignedAt">When.</param>
/// <param name="Error">Why it has not cosigned the latest; null if it has, or was not asked yet.</param>
public sealed record WitnessStatus(
    VerifierKey Key,
    long? CosignedSize,
    DateTimeOffset? CosignedAt,
    CosigningError? Error
);
