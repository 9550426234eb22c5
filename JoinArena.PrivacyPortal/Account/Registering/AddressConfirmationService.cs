using System.Security.Claims;
using JoinArena.PrivacyPortal.Account.Attempts;
using JoinArena.PrivacyPortal.Account.SigningIn;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Notifications;
using Microsoft.AspNetCore.Identity;

namespace JoinArena.PrivacyPortal.Account.Registering;

/// <summary>
/// Asks a signed-in person to confirm the address of their account again, because it was given to a worker after they
/// confirmed it: the address may have another owner by now.
/// </summary>
internal sealed class AddressConfirmationService(
    PortalDbContext db,
    UserManager<PortalAccount> users,
    SignInService signIn,
    AccountEmails emails,
    TimeProvider clock
)
{
    /// <summary>Emails a link to the address of the account; nothing after five links in an hour.</summary>
    public async Task SendLinkAsync(ClaimsPrincipal user, CancellationToken ct)
    {
        if (await users.GetUserAsync(user) is not { Email: { } email } account)
            return;
        var now = clock.GetInstant();
        if (!await db.TryTakeAttemptAsync(account.Id, AttemptLimit.RegistrationEmails, "", now, ct))
            return;
        var token = await users.GenerateUserTokenAsync(account, Provider, GetPurpose(account));
        db.Notices.SendToAddress(email, null, emails.ConfirmEmailAgain(account, token), now);
        await db.SaveChangesAsync(ct);
    }

    /// <summary>Whether the link is one for the signed-in person. Changes nothing.</summary>
    public async Task<bool> IsValidAsync(ClaimsPrincipal user, string? code) =>
        await FindAccountAsync(user, code) is not null;

    /// <summary>
    /// Confirms the address. Only in a browser that is signed in to the account: the reader of an address's email
    /// that was someone else's must not open their account's way to the data by following a link.
    /// </summary>
    /// <returns>False if the link is not one for the signed-in person.</returns>
    public async Task<bool> ConfirmAsync(ClaimsPrincipal user, string? code)
    {
        if (await FindAccountAsync(user, code) is not { } account)
            return false;
        account.ConfirmEmail(clock.GetInstant());
        (await users.UpdateAsync(account)).ThrowIfFailed();
        await signIn.RenewAsync(user, account);
        return true;
    }

    private string Provider => users.Options.Tokens.EmailConfirmationTokenProvider;

    private static string GetPurpose(PortalAccount account) => $"ConfirmEmailAgain:{account.Email}";

    private async Task<PortalAccount?> FindAccountAsync(ClaimsPrincipal user, string? code) =>
        AccountEmails.DecodeToken(code) is { } token
        && await users.GetUserAsync(user) is { } account
        && await users.VerifyUserTokenAsync(account, Provider, GetPurpose(account), token)
            ? account
            : null;
}
