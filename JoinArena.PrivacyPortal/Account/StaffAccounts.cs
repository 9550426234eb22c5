using JoinArena.PrivacyPortal.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Account;

/// <summary>Who of the team has a role, for those who write to them or hand work over.</summary>
public static class StaffAccounts
{
    extension(PortalDbContext db)
    {
        /// <summary>
        /// The addresses of everyone who has one of these roles and can sign in, in the order of the alphabet.
        /// </summary>
        public async Task<IReadOnlyList<string>> GetAddressesAsync(
            IReadOnlyCollection<string> roles,
            CancellationToken ct
        )
        {
            List<string> wanted = [.. roles];
            var ids = db.Set<IdentityRole<Guid>>().Where(r => wanted.Contains(r.Name!)).Select(r => r.Id);
            var people = db.Set<IdentityUserRole<Guid>>().Where(r => ids.Contains(r.RoleId)).Select(r => r.UserId);
            return await db
                .Accounts.Where(a => people.Contains(a.Id) && a.EmailConfirmed && a.Email != null)
                .OrderBy(a => a.Email)
                .Select(a => a.Email!)
                .ToListAsync(ct);
        }
    }
}
