using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Account.Passwords;
using JoinArena.PrivacyPortal.Account.Sessions;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Notifications;
using Microsoft.AspNetCore.Identity;

namespace JoinArena.PrivacyPortal.Account;

/// <summary>Gives people a staff role.</summary>
public sealed class StaffInvitationService(
    IServiceScopeFactory scopes,
    PublicAddress portal,
    LiveCircuits circuits,
    TimeProvider clock
)
{
    /// <summary>Gives the address a role, with an account that has no password yet if there is none.</summary>
    /// <param name="email">Whom.</param>
    /// <param name="role">One of <see cref="Roles"/> that is staff.</param>
    /// <returns>
    /// The link with which they set their password, good once and for 24 hours, shown nowhere else; for somebody who
    /// has a password, the sign-in page.
    /// </returns>
    public async Task<Result<Uri, InvitationError>> InviteAsync(string email, string role, CancellationToken ct)
    {
        if (!EmailAddress.IsValid(email))
            return InvitationError.NotAnAddress;
        if (!Roles.StaffRoles.Contains(role, StringComparer.Ordinal))
            return InvitationError.NotAStaffRole;

        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PortalDbContext>();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<PortalAccount>>();
        await using var write = await db.BeginWriteAsync(ct);
        var account =
            await users.FindByEmailAsync(email)
            ?? await users.CreateAccountAsync(PortalAccount.Create(email, clock.GetInstant()));
        if (!await users.IsInRoleAsync(account, role))
            (await users.AddToRoleAsync(account, role)).ThrowIfFailed();
        // Whoever is signed in with it gets the role within a minute, by a new sign-in.
        (await users.UpdateSecurityStampAsync(account)).ThrowIfFailed();
        var path = account is { PasswordHash: not null, EmailConfirmed: true }
            ? "/account/login"
            : AccountEmails.CreateLink(
                "/account/reset-password",
                account,
                await users.GenerateUserTokenAsync(
                    account,
                    users.Options.Tokens.EmailConfirmationTokenProvider,
                    PasswordResetService.Invitation
                )
            );
        await write.CommitAsync(ct);
        circuits.End(account.Id);
        return portal.GetUri(path);
    }
}

/// <summary>Why nobody was invited.</summary>
public enum InvitationError
{
    NotAnAddress,
    NotAStaffRole,
}
