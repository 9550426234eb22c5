using JoinArena.PrivacyPortal.Account.Sessions;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Notifications;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace JoinArena.PrivacyPortal.Account.Passwords;

/// <summary>
/// Lets somebody who can read an account's mail set its password: who forgot it, or was invited and never had one.
/// </summary>
internal sealed class PasswordResetService(
    PortalDbContext db,
    UserManager<PortalAccount> users,
    IPasswordHasher<PortalAccount> hasher,
    SessionService sessions,
    LiveCircuits circuits,
    AccountEmails letters,
    TimeProvider clock
)
{
    /// <summary>What an invitation's token is for, as told to Identity.</summary>
    public const string Invitation = nameof(Invitation);

    /// <summary>Mails a link if there is such an account; says nothing either way.</summary>
    public async Task SendLinkAsync(string email, CancellationToken ct)
    {
        if (await users.FindByEmailAsync(email) is not { } account)
            return;
        db.Notices.SendToAddress(
            account.Email!,
            null,
            letters.ResetPassword(account, await users.GeneratePasswordResetTokenAsync(account)),
            clock.GetInstant()
        );
        await db.SaveChangesAsync(ct);
    }

    /// <summary>
    /// The account a link opens, without changing anything; null when the link is expired, used or altered.
    /// </summary>
    public async Task<PortalAccount?> FindAccountAsync(string? id, string? code)
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
        return
            await users.VerifyUserTokenAsync(
                account,
                tokens.PasswordResetTokenProvider,
                UserManager<PortalAccount>.ResetPasswordTokenPurpose,
                token
            ) || await users.VerifyUserTokenAsync(account, tokens.EmailConfirmationTokenProvider, Invitation, token)
            ? account
            : null;
    }

    /// <summary>
    /// Sets the password, ends every session and the lock-out. The link came by mail, so the address is confirmed by
    /// it; it works once, since the stamp changes.
    /// </summary>
    /// <returns>Whether the link was good.</returns>
    public async Task<bool> SetPasswordAsync(string? id, string? code, string password, CancellationToken ct)
    {
        if (await FindAccountAsync(id, code) is not { } account)
            return false;
        account.PasswordHash = hasher.HashPassword(account, password);
        account.EmailConfirmed = true;
        account.LockoutEnd = null;
        account.AccessFailedCount = 0;
        db.Notices.SendToAddress(account.Email!, null, letters.PasswordChanged(), clock.GetInstant());
        (await users.UpdateSecurityStampAsync(account)).ThrowIfFailed();
        await sessions.EndAllAsync(account.Id, ct);
        circuits.End(account.Id);
        return true;
    }
}

/// <summary>Tokens of links that set a password: good for an hour, since they open an account that is in use.</summary>
internal sealed class PasswordResetTokenProvider(
    IDataProtectionProvider protection,
    IOptions<PasswordResetTokenProvider.Settings> settings,
    ILogger<DataProtectorTokenProvider<PortalAccount>> log
) : DataProtectorTokenProvider<PortalAccount>(protection, settings, log)
{
    public const string ProviderName = "Reset";

    internal sealed class Settings : DataProtectionTokenProviderOptions
    {
        public Settings() => (Name, TokenLifespan) = (ProviderName, TimeSpan.FromHours(1));
    }
}
