using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Account;
using JoinArena.PrivacyPortal.Data;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Staff;

/// <summary>The officers of the team.</summary>
public sealed class Officers(IDbContextFactory<PortalDbContext> contexts)
{
    /// <summary>Their sign-ins, in order.</summary>
    public async Task<IReadOnlyList<string>> NamesAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.AddressesOfAsync([Roles.Officer], ct);
    }
}
