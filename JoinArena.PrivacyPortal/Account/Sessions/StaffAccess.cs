using System.Security.Claims;
using JoinArena.PrivacyPortal.Access;
using Microsoft.AspNetCore.Identity;

namespace JoinArena.PrivacyPortal.Account.Sessions;

/// <inheritdoc/>
/// <remarks>Opens its own scope, so it can be called from a circuit.</remarks>
internal sealed class StaffAccess(IServiceScopeFactory scopes, SessionService sessions) : IStaffAccess
{
    public async Task<bool> IsStaffAsync(ClaimsPrincipal reader, CancellationToken ct)
    {
        // The sign-in says whether the second step was given, the database whether the role is still held.
        if (!reader.IsStaff || !await sessions.IsActiveAsync(reader, isUsed: false, ct))
            return false;
        await using var scope = scopes.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<PortalAccount>>();
        return await users.GetUserAsync(reader) is { } account
            && (await users.GetRolesAsync(account)).Intersect(Roles.StaffRoles, StringComparer.Ordinal).Any();
    }
}
