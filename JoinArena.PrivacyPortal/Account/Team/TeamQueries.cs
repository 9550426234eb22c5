using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Access.SecurityEvents;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.Settings;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace JoinArena.PrivacyPortal.Account.Team;

/// <summary>Who is in the privacy team.</summary>
public sealed class TeamQueries(IDbContextFactory<PortalDbContext> contexts, IOptions<DemoOptions> demo)
{
    /// <summary>Everyone with a staff role, by email address.</summary>
    public async Task<IReadOnlyList<TeamMember>> ListAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var roles = await ListRolesAsync(db, ct);
        List<Guid> ids = [.. roles.Select(r => r.Key)];
        var accounts = await db
            .Accounts.AsNoTracking()
            .Where(a => ids.Contains(a.Id))
            .OrderBy(a => a.Email)
            .ToListAsync(ct);
        var passkeys = await db.Set<IdentityUserPasskey<Guid>>()
            .Where(p => ids.Contains(p.UserId))
            .GroupBy(p => p.UserId)
            .Select(g => new { g.Key, Count = g.Count() })
            .ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        var logins = (
            await db.Set<IdentityUserLogin<Guid>>()
                .Where(l => ids.Contains(l.UserId))
                .Select(l => l.UserId)
                .ToListAsync(ct)
        ).ToHashSet();
        var signIns = await db
            .SecurityEvents.Where(e =>
                e.ActorId != null
                && ids.Contains(e.ActorId.Value)
                && e.Kind == SecurityEventKind.SignIn
                && e.Result == SecurityEventResult.Succeeded
            )
            .GroupBy(e => e.ActorId!.Value)
            .Select(g => new { g.Key, At = g.Max(e => e.At) })
            .ToDictionaryAsync(g => g.Key, g => g.At, ct);
        return
        [
            .. accounts.Select(a => new TeamMember(
                a.Id,
                a.Email ?? "",
                [.. roles[a.Id].Order(StringComparer.Ordinal)],
                a.TwoFactorEnabled,
                passkeys.GetValueOrDefault(a.Id),
                signIns.TryGetValue(a.Id, out var at) ? at : null,
                a.EmailConfirmed && (a.PasswordHash is not null || passkeys.ContainsKey(a.Id) || logins.Contains(a.Id)),
                a.IsDemo
            )),
        ];
    }

    /// <summary>Whether the account is the only administrator who can sign in.</summary>
    internal async Task<bool> IsLastAdministratorAsync(PortalDbContext db, Guid account, CancellationToken ct) =>
        await ListActiveAdministratorsAsync(db, ct) is [var last] && last == account;

    /// <summary>
    /// The accounts that are administrators and can sign in. Demo accounts count only while the demo is on.
    /// </summary>
    internal async Task<IReadOnlyList<Guid>> ListActiveAdministratorsAsync(PortalDbContext db, CancellationToken ct)
    {
        var administrators = (await ListRolesAsync(db, ct))
            .Where(r => r.Contains(Roles.Administrator, StringComparer.Ordinal))
            .Select(r => r.Key)
            .ToList();
        var withDemo = demo.Value.Enabled;
        return await db
            .Accounts.Where(a => administrators.Contains(a.Id) && a.EmailConfirmed && (withDemo || !a.IsDemo))
            .Where(a =>
                a.PasswordHash != null
                || db.Set<IdentityUserPasskey<Guid>>().Any(passkey => passkey.UserId == a.Id)
                || db.Set<IdentityUserLogin<Guid>>().Any(login => login.UserId == a.Id)
            )
            .Select(a => a.Id)
            .ToListAsync(ct);
    }

    /// <summary>The staff roles of each member of the team.</summary>
    private static async Task<ILookup<Guid, string>> ListRolesAsync(PortalDbContext db, CancellationToken ct)
    {
        List<string> staff = [.. Roles.StaffRoles];
        var held = await db.Set<IdentityUserRole<Guid>>()
            .Join(
                db.Set<IdentityRole<Guid>>(),
                held => held.RoleId,
                role => role.Id,
                (held, role) => new { held, role }
            )
            .Where(r => staff.Contains(r.role.Name!))
            .Select(r => new { r.held.UserId, r.role.Name })
            .ToListAsync(ct);
        return held.ToLookup(r => r.UserId, r => r.Name!);
    }
}
