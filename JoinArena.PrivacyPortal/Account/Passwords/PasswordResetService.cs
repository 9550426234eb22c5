using JoinArena.PrivacyPortal.Access.SecurityEvents;
using JoinArena.PrivacyPortal.Account.Attempts;
using JoinArena.PrivacyPortal.Account.Sessions;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Notifications;
using Microsoft.AspNetCore.Identity;

namespace JoinArena.PrivacyPortal.Account.Passwords;

/// <summary>
/// Lets the reader of an account's email set its password: people who forgot it, and invited people who have none yet.
/// </summary>
internal sealed class PasswordResetService(
    PortalDbContext db,
    UserManager<PortalAccount> users,
    IPasswordHasher<PortalAccount> hasher,
    SignInAttempts attempts,
    SessionService sessions,
    LiveCircuits circuits,
    SecurityLog security,
    AccountEmails emails,
    TimeProvider clock
)
{
    /// <summary>The purpose of an invitation token for Identity.</summary>
    public const string Invitation = nameof(Invitation);

    /// <summary>
    /// Emails a link if the address has an account, a few times an hour. The caller does not learn if it has one.
    /// </summary>
    public async Task SendLinkAsync(string email, CancellationToken ct)
    {
        var now = clock.GetInstant();
        var found = await users.FindByEmailAsync(email);
        security.Record(
            SecurityEventKind.PasswordResetRequested,
            found is null ? SecurityEventResult.Failed : SecurityEventResult.Succeeded,
            found?.Id
        );
        if (
            found is not { } account
            || !await db.TryTakeAttemptAsync(account.Id, AttemptLimit.ResetEmails, source: "", now, ct)
        )
        {
            return;
        }

        db.Notices.SendToAddress(
            account.Email!,
            null,
            emails.ResetPassword(account, await users.GeneratePasswordResetTokenAsync(account)),
            now
        );
        await db.SaveChangesAsync(ct);
    }

    /// <summary>
    /// The account of a link, or null if the link has expired, was used or was altered. Changes nothing.
    /// </summary>
    public async Task<PortalAccount?> FindAccountAsync(string? id, string? code) =>
        (await OpenAsync(id, code))?.Account;

    /// <summary>
    /// Sets the password, ends every session and forgets wrong attempts. Because the link came by email, it also confirms the
    /// address. It works once, because the security stamp changes.
    /// </summary>
    /// <returns>False if the link does not work.</returns>
    public async Task<bool> SetPasswordAsync(string? id, string? code, string password, CancellationToken ct)
    {
        if (await OpenAsync(id, code) is not var (account, isInvitation))
        {
            security.Record(
                SecurityEventKind.PasswordReset,
                SecurityEventResult.Failed,
                Guid.TryParse(id, out var claimed) ? claimed : null
            );
            return false;
        }

        account.PasswordHash = hasher.HashPassword(account, password);
        account.EmailConfirmed = true;
        // The link of an invitation is handed over by a colleague, so it does not show who reads the email.
        if (isInvitation)
            account.UseInvitation();
        else
            account.ConfirmEmail(clock.GetInstant());
        db.Notices.SendToAddress(account.Email!, null, emails.PasswordChanged(), clock.GetInstant());
        (await users.UpdateSecurityStampAsync(account)).ThrowIfFailed();
        await attempts.ClearAllAsync(account.Id, ct);
        await sessions.EndAllAsync(account.Id, ct);
        circuits.End(account.Id);
        security.Record(SecurityEventKind.PasswordReset, SecurityEventResult.Succeeded, account.Id);
        return true;
    }

    private async Task<ResetLink?> OpenAsync(string? id, string? code)
    {
        if (
            !Guid.TryParse(id, out _)
            || AccountEmails.DecodeToken(code) is not { } token
            || await users.FindByIdAsync(id) is not { } account
        )
        {
            return null;
        }

        var tokens = users.Options.Tokens;
        if (await users.VerifyUserTokenAsync(account, tokens.EmailConfirmationTokenProvider, Invitation, token))
            return new(account, IsInvitation: true);
        return await users.VerifyUserTokenAsync(
            account,
            tokens.PasswordResetTokenProvider,
            UserManager<PortalAccount>.ResetPasswordTokenPurpose,
            token
        )
            ? new(account, IsInvitation: false)
            : null;
    }

    private sealed record ResetLink(PortalAccount Account, bool IsInvitation);
}
