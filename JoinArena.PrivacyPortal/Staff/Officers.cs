using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Account;
using Microsoft.AspNetCore.Identity;

namespace JoinArena.PrivacyPortal.Staff;

/// <summary>The officers of the team.</summary>
public sealed class Officers(UserManager<PortalAccount> accounts)
{
    /// <summary>Their sign-ins, in order.</summary>
    public async Task<IReadOnlyList<string>> NamesAsync() =>
        [.. (await accounts.GetUsersInRoleAsync(Roles.Officer)).Select(a => a.UserName!).Order(StringComparer.OrdinalIgnoreCase)];
}
