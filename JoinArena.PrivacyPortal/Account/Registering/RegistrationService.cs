using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Account.Passwords;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Notifications;
using Microsoft.AspNetCore.Identity;

namespace JoinArena.PrivacyPortal.Account.Registering;

/// <summary>Makes accounts, and confirms whose they are.</summary>
internal sealed class RegistrationService(
    PortalDbContext db,
    UserManager<PortalAccount> users,
    IPasswordHasher<PortalAccount> hasher,
    PasswordChecker credentials,
    AccountEmails letters,
    PendingRegistrationCookie browser,
    TimeProvider clock
)
{
    /// <summary>
    /// Makes an account that its owner must confirm by mail. Somebody who has one is told so by mail, and only there:
    /// the answer is the same, so nobody
    /// learns who has one. An account nobody has confirmed yet belongs to nobody, so the newest password takes it and
    /// older links lose their worth.
    /// </summary>
    /// <param name="email">An address, checked.</param>
    /// <param name="password">A password, checked.</param>
    public async Task RegisterAsync(string email, string password, CancellationToken ct)
    {
        var now = clock.GetInstant();
        var made = PortalAccount.Create(email, now);
        // Before the turn to write is taken, since hashing is slow on purpose.
        var hash = hasher.HashPassword(made, password);

        await using var write = await db.BeginWriteAsync(ct);
        var account = await users.FindByEmailAsync(email);
        // Confirmed, or invited and still without a password: it has an owner.
        if (account is { EmailConfirmed: true } or { PasswordHash: null })
        {
            db.Notices.SendToAddress(account.Email!, null, letters.AccountExists(), now);
            browser.Set(made);
        }
        else
        {
            if (account is null)
            {
                (
                    await users.AddToRoleAsync(account = await users.CreateAccountAsync(made), Roles.Worker)
                ).ThrowIfFailed();
            }

            account.PasswordHash = hash;
            (await users.UpdateSecurityStampAsync(account)).ThrowIfFailed();
            db.Notices.SendToAddress(
                email,
                null,
                letters.ConfirmEmail(account, await users.GenerateEmailConfirmationTokenAsync(account)),
                now
            );
            browser.Set(account);
        }

        await db.SaveChangesAsync(ct);
        await write.CommitAsync(ct);
    }

    /// <summary>Mails a new link to somebody who gave the right password before confirming.</summary>
    public async Task ResendConfirmationAsync(PortalAccount account, CancellationToken ct)
    {
        db.Notices.SendToAddress(
            account.Email!,
            null,
            letters.ConfirmEmail(account, await users.GenerateEmailConfirmationTokenAsync(account)),
            clock.GetInstant()
        );
        browser.Set(account);
        await db.SaveChangesAsync(ct);
    }

    /// <summary>Looks at a link without changing anything.</summary>
    public async Task<ConfirmationLinkState> GetLinkStateAsync(string? id, string? code) =>
        (await OpenAsync(id, code)) switch
        {
            null => ConfirmationLinkState.Invalid,
            { EmailConfirmed: true } => ConfirmationLinkState.Used,
            { } account when browser.Matches(account) => ConfirmationLinkState.Valid,
            _ => ConfirmationLinkState.NeedsPassword,
        };

    /// <summary>
    /// Confirms the address. In another browser than the one that registered, the password is asked for: else somebody
    /// could register a stranger's address
    /// and wait for the stranger to open the door with the link.
    /// </summary>
    public async Task<ConfirmEmailResult> ConfirmEmailAsync(string? id, string? code, string? password)
    {
        if (await OpenAsync(id, code) is not { } account)
            return ConfirmEmailResult.InvalidLink;
        if (account.EmailConfirmed)
            return ConfirmEmailResult.Confirmed;
        if (
            !browser.Matches(account)
            && await credentials.CheckAsync(account, password ?? "") is not PasswordCheckResult.Correct
        )
        {
            return ConfirmEmailResult.WrongPassword;
        }

        account.EmailConfirmed = true;
        (await users.UpdateAsync(account)).ThrowIfFailed();
        browser.Delete();
        return ConfirmEmailResult.Confirmed;
    }

    private async Task<PortalAccount?> OpenAsync(string? id, string? code)
    {
        if (
            !Guid.TryParse(id, out _)
            || AccountEmails.DecodeToken(code) is not { } token
            || await users.FindByIdAsync(id) is not { } account
        )
        {
            return null;
        }

        return await users.VerifyUserTokenAsync(
            account,
            users.Options.Tokens.EmailConfirmationTokenProvider,
            UserManager<PortalAccount>.ConfirmEmailTokenPurpose,
            token
        )
            ? account
            : null;
    }
}

/// <summary>What a link from a mail is worth now.</summary>
internal enum ConfirmationLinkState
{
    Valid,
    NeedsPassword,
    Used,
    Invalid,
}

/// <summary>What came of confirming an address.</summary>
internal enum ConfirmEmailResult
{
    Confirmed,
    WrongPassword,
    InvalidLink,
}
