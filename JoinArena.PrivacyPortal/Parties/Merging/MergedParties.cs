using JoinArena.PrivacyPortal.Data;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Parties.Merging;

/// <summary>
/// Which party has which former ids. A record in the ledger names a party by the id that it had then; rows are moved
/// when it is merged.
/// </summary>
public sealed class MergedParties
{
    private readonly IReadOnlyDictionary<string, string> _into;

    private MergedParties(IReadOnlyDictionary<string, string> into) => _into = into;

    public static async Task<MergedParties> LoadAsync(PortalDbContext db, CancellationToken ct) =>
        new(
            await db
                .Parties.Where(p => p.MergedInto != null)
                .ToDictionaryAsync(p => p.Id, p => p.MergedInto!, StringComparer.Ordinal, ct)
        );

    /// <summary>Whether a party that a record names is the party that has this id now.</summary>
    /// <param name="recorded">The id in the record; null if it names none.</param>
    /// <param name="now">The id in the row; null if it names none.</param>
    public bool IsSame(string? recorded, string? now) =>
        recorded == now || (recorded is not null && _into.GetValueOrDefault(recorded) == now);
}
