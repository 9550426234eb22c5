using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Account;
using JoinArena.PrivacyPortal.Data;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Staff;

/// <summary>The officers of the privacy team.</summary>
public sealed class OfficerQueries(IDbContextFactory<PortalDbContext> contexts)
{
    /// <summary>Their sign-ins, in alphabetical order.</summary>
    public async Task<IReadOnlyList<string>> GetSignInNamesAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.GetAddressesAsync([Roles.Officer], ct);
    }
}
