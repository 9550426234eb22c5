using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Account;

/// <summary>Finds staff by role, to email them or to assign work.</summary>
public static class StaffAccounts
{
    extension(PortalDbContext db)
    {
        /// <summary>True if the account has a staff role.</summary>
        internal Task<bool> IsStaffAsync(Guid account, CancellationToken ct)
        {
            List<string> staff = [.. Roles.StaffRoles];
            var roles = db.Set<IdentityRole<Guid>>().Where(r => staff.Contains(r.Name!)).Select(r => r.Id);
            return db.Set<IdentityUserRole<Guid>>().AnyAsync(r => r.UserId == account && roles.Contains(r.RoleId), ct);
        }

        /// <summary>
        /// Who is alerted about a deadline: every officer, and the administrators too once it has passed or if there is no
        /// officer.
        /// </summary>
        public async Task<IReadOnlyList<string>> GetAlertAddressesAsync(bool isOverdue, CancellationToken ct)
        {
            var officers = await db.GetAddressesAsync([Roles.Officer], ct);
            return isOverdue || officers.Count == 0
                ? await db.GetAddressesAsync([Roles.Officer, Roles.Administrator], ct)
                : officers;
        }

        /// <summary>
        /// The email addresses of everyone who has one of these roles and a confirmed account, in alphabetical order.
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
