using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Account.Attempts;
using JoinArena.PrivacyPortal.Account.Passwords;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Notifications;
using JoinArena.PrivacyPortal.Shell;
using Microsoft.AspNetCore.Identity;

namespace JoinArena.PrivacyPortal.Account.Registering;

/// <summary>Creates workers' accounts and confirms their email addresses.</summary>
internal sealed class RegistrationService(
    PortalDbContext db,
    UserManager<PortalAccount> users,
    IPasswordHasher<PortalAccount> hasher,
    PasswordChecker passwords,
    AccountEmails emails,
    PendingRegistrationCookie browser,
    IHttpContextAccessor http,
    TimeProvider clock
)
{
    /// <summary>
    /// Creates an account that its owner confirms by email. If the address already has an account, its owner gets an
    /// email about it; the result is the same, so the form does not reveal who has an account. An unconfirmed account
    /// has no owner yet: a new registration replaces its address and password and makes older links invalid.
    /// </summary>
    /// <param name="email">A valid email address.</param>
    /// <param name="password">A password that passes <see cref="PortalPasswordValidator"/>.</param>
    public async Task RegisterAsync(string email, string password, CancellationToken ct)
    {
        var now = clock.GetInstant();
        var newAccount = PortalAccount.Create(email, now);
        // Hashing is slow on purpose, so it runs before the write transaction.
        var hash = hasher.HashPassword(newAccount, password);

        await using var write = await db.BeginWriteAsync(ct);
        var account = await users.FindByEmailAsync(email);
        if (account is not null && !await IsEmailLeftAsync(account, now, ct))
        {
            // Nothing changes, so that the link in the latest email goes on working.
            browser.Set(newAccount);
        }
        // A confirmed account has an owner, and so has an invited account without a password.
        else if (account is { EmailConfirmed: true } or { PasswordHash: null })
        {
            db.Notices.SendToAddress(account.Email!, null, emails.AccountExists(), now);
            browser.Set(newAccount);
        }
        else
        {
            if (account is null)
            {
                account = await users.CreateAccountAsync(newAccount);
                (await users.AddToRoleAsync(account, Roles.Worker)).ThrowIfFailed();
                // The first email counts too.
                await IsEmailLeftAsync(account, now, ct);
            }

            account.Adopt(EmailAddress.Parse(email));
            account.PasswordHash = hash;
            (await users.UpdateSecurityStampAsync(account)).ThrowIfFailed();
            await SendLinkAsync(account);
            browser.Set(account);
        }

        await db.SaveChangesAsync(ct);
        await write.CommitAsync(ct);
    }

    /// <summary>Emails a new link to a person who gave the right password before confirming their address.</summary>
    public async Task ResendConfirmationAsync(PortalAccount account, CancellationToken ct)
    {
        browser.Set(account);
        if (!await IsEmailLeftAsync(account, clock.GetInstant(), ct))
            return;
        await SendLinkAsync(account);
        await db.SaveChangesAsync(ct);
    }

    /// <summary>
    /// Emails once more what the last registration of an address emailed, a few times an hour. The caller does not learn
    /// if the address has an account. A link is only sent for the browser that registered.
    /// </summary>
    public async Task SendAgainAsync(string email, CancellationToken ct)
    {
        var now = clock.GetInstant();
        if (await users.FindByEmailAsync(email) is not { } account || !await IsEmailLeftAsync(account, now, ct))
            return;
        if (account is { EmailConfirmed: true } or { PasswordHash: null })
            db.Notices.SendToAddress(account.Email!, null, emails.AccountExists(), now);
        else if (browser.Matches(account))
            await SendLinkAsync(account);
        await db.SaveChangesAsync(ct);
    }

    /// <summary>Checks a confirmation link. Changes nothing.</summary>
    public async Task<ConfirmationLinkState> GetLinkStateAsync(string? id, string? code) =>
        (await OpenAsync(id, code)) switch
        {
            null => ConfirmationLinkState.Invalid,
            { EmailConfirmed: true } => ConfirmationLinkState.Used,
            { } account when browser.Matches(account) => ConfirmationLinkState.Valid,
            _ => ConfirmationLinkState.NeedsPassword,
        };

    /// <summary>
    /// Confirms the email address. A browser that did not register the account must give the password. Without it,
    /// anyone could register a stranger's address and wait for the stranger to follow the link.
    /// </summary>
    public async Task<ConfirmEmailResult> ConfirmEmailAsync(
        string? id,
        string? code,
        string? password,
        CancellationToken ct
    )
    {
        if (await OpenAsync(id, code) is not { } account)
            return ConfirmEmailResult.InvalidLink;
        if (account.EmailConfirmed)
            return ConfirmEmailResult.Confirmed;
        if (
            !browser.Matches(account)
            && await passwords.CheckAsync(account, password ?? "", ct) is not PasswordCheckResult.Correct
        )
        {
            return ConfirmEmailResult.WrongPassword;
        }

        account.ConfirmEmail(clock.GetInstant());
        (await users.UpdateAsync(account)).ThrowIfFailed();
        browser.Delete();
        return ConfirmEmailResult.Confirmed;
    }

    // The link confirms the address it was sent to, and no other that the account may have later.
    private static string GetPurpose(PortalAccount account) =>
        $"{UserManager<PortalAccount>.ConfirmEmailTokenPurpose}:{account.Email}";

    private async Task SendLinkAsync(PortalAccount account)
    {
        var token = await users.GenerateUserTokenAsync(
            account,
            users.Options.Tokens.EmailConfirmationTokenProvider,
            GetPurpose(account)
        );
        db.Notices.SendToAddress(account.Email!, null, emails.ConfirmEmail(account, token), clock.GetInstant());
    }

    // Anyone can register any address; its owner's mailbox must not fill up.
    private async Task<bool> IsEmailLeftAsync(PortalAccount account, DateTimeOffset now, CancellationToken ct) =>
        await db.TryTakeAttemptAsync(account.Id, AttemptLimit.RegistrationEmails, HashNetwork(account), now, ct)
        && await db.TryTakeAttemptAsync(account.Id, AttemptLimit.RegistrationEmailsOfAll, source: "", now, ct);

    private string HashNetwork(PortalAccount account) => http.HttpContext?.HashClientNetwork(account.Id) ?? "";

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
            GetPurpose(account),
            token
        )
            ? account
            : null;
    }
}

/// <summary>The state of a link from a confirmation email.</summary>
internal enum ConfirmationLinkState
{
    Valid,
    NeedsPassword,
    Used,
    Invalid,
}

/// <summary>The result of confirming an email address.</summary>
internal enum ConfirmEmailResult
{
    Confirmed,
    WrongPassword,
    InvalidLink,
}
