using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Access.SecurityEvents;
using JoinArena.PrivacyPortal.Account.Sessions;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Notifications;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Account.Team;

/// <summary>
/// Takes roles of the team away, ends sessions and resets lost factors. Everything here is a security event.
/// </summary>
public sealed class TeamService(
    IServiceScopeFactory scopes,
    TeamQueries team,
    SessionService sessions,
    LiveCircuits circuits,
    SecurityLog security,
    PublicAddress portal,
    TimeProvider clock
)
{
    // Any number will do that no other program uses on the same database.
    private const long LockId = 0x6A707020_7465616D;

    /// <summary>Takes a staff role away, or all of them, and ends the person's sessions.</summary>
    /// <param name="role">One of <see cref="Roles.StaffRoles"/>; null for all that the person has.</param>
    /// <returns>Why nothing was changed; null if it was.</returns>
    public async Task<TeamError?> TakeRolesAsync(Guid id, string? role, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var (db, users) = Open(scope);
        await using (var write = await db.BeginWriteAsync(ct))
        {
            await LockAsync(db, ct);
            var account = await users.FindByIdAsync(id.ToString());
            List<string> taken = account is null
                ? []
                :
                [
                    .. (await users.GetRolesAsync(account)).Where(held =>
                        Roles.StaffRoles.Contains(held, StringComparer.Ordinal) && (role is null || held == role)
                    ),
                ];
            if (account is null || taken.Count == 0)
                return TeamError.NotInTeam;
            if (
                taken.Contains(Roles.Administrator, StringComparer.Ordinal)
                && await team.IsLastAdministratorAsync(db, id, ct)
            )
            {
                return TeamError.LastAdministrator;
            }

            foreach (var one in taken)
                (await users.RemoveFromRoleAsync(account, one)).ThrowIfFailed();
            await SignOutAsync(db, users, account);
            await write.CommitAsync(ct);
        }

        await EndSessionsAsync(id, ct);
        return null;
    }

    /// <summary>Ends all sessions of a member of the team.</summary>
    /// <returns>Why nothing was changed; null if it was.</returns>
    public async Task<TeamError?> SignOutAsync(Guid id, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var (db, users) = Open(scope);
        if (await FindAsync(users, id) is not { } account)
            return TeamError.NotInTeam;
        await using (var write = await db.BeginWriteAsync(ct))
        {
            await SignOutAsync(db, users, account);
            await write.CommitAsync(ct);
        }

        await EndSessionsAsync(id, ct);
        return null;
    }

    /// <summary>
    /// Removes the authenticator app, recovery codes, passkeys and the password of someone who has lost their factor, ends
    /// their sessions and tells them by email. They set a new password and a new factor with the link, as a new member of
    /// the team does: a person who knows only the old password gets nowhere.
    /// </summary>
    /// <param name="isEmailed">Whether the email has the link. If not, the caller passes it on.</param>
    /// <returns>The link, which works once and for 24 hours.</returns>
    public async Task<Result<Uri, TeamError>> ResetFactorsAsync(Guid id, bool isEmailed, CancellationToken ct)
    {
        if (security.CurrentAccountId == id)
            return TeamError.OwnAccount;
        await using var scope = scopes.CreateAsyncScope();
        var (db, users) = Open(scope);
        if (await FindAsync(users, id) is not { } account)
            return TeamError.NotInTeam;
        await using (var write = await db.BeginWriteAsync(ct))
        {
            await users.RemoveFactorsAsync(db, account, ct);
            account.Invite(clock.GetInstant());
            await SignOutAsync(db, users, account);
            await write.CommitAsync(ct);
        }

        await EndSessionsAsync(id, ct);
        // After the transaction: the first token of a process may make a key, which is a write of its own.
        var path = await StaffInvitationService.CreatePathAsync(users, account);
        var emails = scope.ServiceProvider.GetRequiredService<AccountEmails>();
        var notice = emails.FactorsReset(isEmailed ? path : null);
        db.Notices.SendToAddress(account.Email!, null, notice, clock.GetInstant());
        await db.SaveChangesAsync(ct);
        return portal.GetUri(path);
    }

    /// <summary>The account of a member of the team, or null if no one in the team has this email address.</summary>
    public async Task<Guid?> FindIdAsync(string email)
    {
        await using var scope = scopes.CreateAsyncScope();
        var (_, users) = Open(scope);
        return await users.FindByEmailAsync(email) is { } account && await IsInTeamAsync(users, account)
            ? account.Id
            : null;
    }

    private static (PortalDbContext Db, UserManager<PortalAccount> Users) Open(AsyncServiceScope scope) =>
        (
            scope.ServiceProvider.GetRequiredService<PortalDbContext>(),
            scope.ServiceProvider.GetRequiredService<UserManager<PortalAccount>>()
        );

    private static async Task<PortalAccount?> FindAsync(UserManager<PortalAccount> users, Guid id) =>
        await users.FindByIdAsync(id.ToString()) is { } account && await IsInTeamAsync(users, account) ? account : null;

    private static async Task<bool> IsInTeamAsync(UserManager<PortalAccount> users, PortalAccount account) =>
        (await users.GetRolesAsync(account)).Any(role => Roles.StaffRoles.Contains(role, StringComparer.Ordinal));

    /// <summary>
    /// Of two administrators who take the role from each other, or close their accounts, at the same moment, the second
    /// finds the first one gone. On SQLite all writes share one lock anyway.
    /// </summary>
    internal static Task LockAsync(PortalDbContext db, CancellationToken ct) =>
        db.Database.IsSqlite()
            ? Task.CompletedTask
            : db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock({LockId})", ct);

    private async Task SignOutAsync(PortalDbContext db, UserManager<PortalAccount> users, PortalAccount account)
    {
        var ended = security.Describe(
            SecurityEventKind.SessionsEnded,
            SecurityEventResult.Succeeded,
            account.Id,
            "by the team"
        );
        SecurityLog.AddTo(db, ended);
        (await users.UpdateSecurityStampAsync(account)).ThrowIfFailed();
        security.WriteLine(ended);
    }

    private async Task EndSessionsAsync(Guid id, CancellationToken ct)
    {
        await sessions.EndAllAsync(id, ct);
        circuits.End(id);
    }
}
