using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Access.SecurityEvents;
using JoinArena.PrivacyPortal.Account.Oidc;
using JoinArena.PrivacyPortal.Account.Passwords;
using JoinArena.PrivacyPortal.Account.Sessions;
using JoinArena.PrivacyPortal.Account.TwoFactor;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Notifications;
using JoinArena.PrivacyPortal.Shell;
using Microsoft.AspNetCore.Identity;

namespace JoinArena.PrivacyPortal.Account;

/// <summary>Invites people to a staff role.</summary>
public sealed class StaffInvitationService(
    IServiceScopeFactory scopes,
    PublicAddress portal,
    LiveCircuits circuits,
    SecurityLog security,
    TimeProvider clock
)
{
    /// <summary>
    /// Gives the role to the account of this email address. Creates an account without a password if needed.
    /// </summary>
    /// <param name="email">The email address of the person.</param>
    /// <param name="role">One of <see cref="Roles.StaffRoles"/>.</param>
    /// <returns>
    /// The link to set a password, which works once and for 24 hours and is not shown again; the sign-in page if the
    /// account already has a second factor. Only who has used the link can set up the first one.
    /// </returns>
    public async Task<Result<Uri, InvitationError>> InviteAsync(string email, string role, CancellationToken ct)
    {
        var path = await InviteAsync(email, role, isEmailed: false, ct);
        return path.IsSuccess ? portal.GetUri(path.Value) : path.Error;
    }

    /// <summary>Gives the role as <see cref="InviteAsync(string, string, CancellationToken)"/> does, and emails the link.</summary>
    /// <returns>The address it was sent to, or why the invitation was refused.</returns>
    public async Task<Result<string, InvitationError>> SendInvitationAsync(
        string email,
        string role,
        CancellationToken ct
    )
    {
        var path = await InviteAsync(email, role, isEmailed: true, ct);
        return path.IsSuccess ? email : path.Error;
    }

    /// <summary>Creates a link with which the person sets a password. It works once and for 24 hours.</summary>
    internal static async Task<string> CreatePathAsync(UserManager<PortalAccount> users, PortalAccount account) =>
        AccountEmails.CreateLink(
            "/account/reset-password",
            account,
            await users.GenerateUserTokenAsync(
                account,
                users.Options.Tokens.EmailConfirmationTokenProvider,
                PasswordResetService.Invitation
            )
        );

    private async Task<Result<string, InvitationError>> InviteAsync(
        string email,
        string role,
        bool isEmailed,
        CancellationToken ct
    )
    {
        if (!EmailAddress.TryParse(email, out var address))
            return InvitationError.NotAnAddress;
        if (!Roles.StaffRoles.Contains(role, StringComparer.Ordinal))
            return InvitationError.NotAStaffRole;

        await using var scope = scopes.CreateAsyncScope();
        if (scope.ServiceProvider.GetRequiredService<OidcProvider>().IsOnly)
            return InvitationError.RolesComeFromJoinArena;
        var users = scope.ServiceProvider.GetRequiredService<UserManager<PortalAccount>>();
        var db = scope.ServiceProvider.GetRequiredService<PortalDbContext>();
        var account = await SaveAsync(db, users, address, role, ct);
        circuits.End(account.Id);

        // The first token of a new installation makes a data-protection key, which is a write of its own: inside the
        // transaction above it would wait for itself.
        var path = account.InvitedAt is null ? "/account/login" : await CreatePathAsync(users, account);
        if (!isEmailed)
            return path;
        var emails = scope.ServiceProvider.GetRequiredService<AccountEmails>();
        db.Notices.SendToAddress(account.Email!, null, emails.Invited(path), clock.GetInstant());
        await db.SaveChangesAsync(ct);
        return path;
    }

    private async Task<PortalAccount> SaveAsync(
        PortalDbContext db,
        UserManager<PortalAccount> users,
        EmailAddress email,
        string role,
        CancellationToken ct
    )
    {
        await using var write = await db.BeginWriteAsync(ct);
        var account =
            await users.FindByEmailAsync(email.Text)
            ?? await users.CreateAccountAsync(PortalAccount.Create(email.Text, clock.GetInstant()));
        if (!account.EmailConfirmed)
            account.Adopt(email);
        if (!await users.IsInRoleAsync(account, role))
            (await users.AddToRoleAsync(account, role)).ThrowIfFailed();
        if (!await FactorChangePolicy.HasFactorAsync(users, account))
            account.Invite(clock.GetInstant());
        // Ends the sign-ins of this account. The next sign-in has the role.
        var invited = security.Describe(SecurityEventKind.Invited, SecurityEventResult.Succeeded, account.Id, role);
        SecurityLog.AddTo(db, invited);
        (await users.UpdateSecurityStampAsync(account)).ThrowIfFailed();
        await write.CommitAsync(ct);
        security.WriteLine(invited);
        return account;
    }
}

/// <summary>Why the invitation was refused.</summary>
public enum InvitationError
{
    NotAnAddress,
    NotAStaffRole,

    /// <summary>People sign in with JoinArena only, which says who has which role.</summary>
    RolesComeFromJoinArena,
}
