using System.Text;
using JoinArena.PrivacyPortal.Account.StepUp;
using JoinArena.PrivacyPortal.Notifications;
using JoinArena.PrivacyPortal.Shell.Localization;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Localization;

namespace JoinArena.PrivacyPortal.Account;

/// <summary>What the portal writes to the owner of an address about their account.</summary>
internal sealed class AccountEmails(IStringLocalizer<SharedResource> words)
{
    public Notice ConfirmEmail(PortalAccount account, string token) =>
        new(
            words["Confirm your address"],
            [
                words[
                    "Somebody, we hope you, made an account in the JoinArena Privacy Portal with this address. Open the link below within 24 hours and confirm it."
                ],
                words["If it was not you, do nothing: without your confirmation the account stays closed."],
            ],
            CreateLink("/account/confirm-email", account, token)
        );

    public Notice AccountExists() =>
        new(
            words["You have an account already"],
            [
                words[
                    "Somebody, perhaps you, tried to make an account in the JoinArena Privacy Portal with this address. There is one already, so nothing was changed."
                ],
                words["If it was you, sign in. If you do not remember your password, the page lets you set a new one."],
            ],
            "/account/login"
        );

    public Notice ResetPassword(PortalAccount account, string token) =>
        new(
            words["Set a new password"],
            [
                words[
                    "Somebody, we hope you, asked to set a new password for your account in the JoinArena Privacy Portal. Open the link below within 1 hour."
                ],
                words["If it was not you, do nothing: your password stays as it is."],
            ],
            CreateLink("/account/reset-password", account, token)
        );

    public Notice AccountClosed() =>
        new(
            words["Your account is closed"],
            [
                words[
                    "Your account in the JoinArena Privacy Portal was removed just now, with its password and every session."
                ],
                words["If it was not you, create an account with this address again and write to our privacy team."],
            ],
            "/account/register"
        );

    public Notice PasswordChanged() =>
        new(
            words["Your password was changed"],
            [
                words[
                    "The password of your account in the JoinArena Privacy Portal was changed just now, and every other sign-in was ended."
                ],
                words["If it was not you, set a new password at once."],
            ],
            "/account/forgot-password"
        );

    /// <param name="code">The digits, shown in two halves so that they are read without slips.</param>
    /// <param name="purpose">What it was asked for.</param>
    public Notice StepUpCode(string code, StepUpPurpose purpose) =>
        new(
            words["Your code to confirm that it is you"],
            [
                words["Your code is {0} {1}.", code[..(code.Length / 2)], code[(code.Length / 2)..]],
                words[
                    "It is for one thing only: to {0}. It works once, for {1} minutes, and only in the browser in which it was asked for. Nobody of JoinArena ever asks you for it.",
                    purpose.Description,
                    (int)MailedCodeService.Lifetime.TotalMinutes
                ],
                words[
                    "If it was not you, somebody is signed in to your account. Without the code nothing happens; change your password now, which ends every other sign-in."
                ],
            ],
            "/account/manage"
        );

    public Notice PasskeyAdded(string name) =>
        new(
            words["A passkey was added to your account"],
            [
                words[
                    "The passkey “{0}” was added to your account in the JoinArena Privacy Portal just now. It signs you in without a password.",
                    name
                ],
                words["If it was not you, remove it and change your password at once."],
            ],
            "/account/passkeys"
        );

    public Notice PasskeyRemoved(string name) =>
        new(
            words["A passkey was removed from your account"],
            [
                words["The passkey “{0}” no longer signs you in to the JoinArena Privacy Portal.", name],
                words["If it was not you, change your password at once."],
            ],
            "/account/passkeys"
        );

    public Notice TwoFactorEnabled() =>
        new(
            words["Signing in needs a second step now"],
            [
                words[
                    "From now on, besides your password, a code from your authenticator app signs you in to the JoinArena Privacy Portal."
                ],
                words["If it was not you, set a new password at once and write to our privacy team."],
            ],
            "/account/two-factor"
        );

    public Notice TwoFactorDisabled() =>
        new(
            words["The second step is off"],
            [
                words["Your password alone signs you in to the JoinArena Privacy Portal again."],
                words["If it was not you, change your password at once."],
            ],
            "/account/two-factor"
        );

    /// <summary>The path of a page that takes a token.</summary>
    public static string CreateLink(string page, PortalAccount account, string token) =>
        $"{page}?account={account.Id}&code={WebEncoders.Base64UrlEncode(Encoding.UTF8.GetBytes(token))}";

    /// <summary>The token of such a link; null when it was cut short or altered.</summary>
    public static string? DecodeToken(string? code)
    {
        try
        {
            return code is null ? null : Encoding.UTF8.GetString(WebEncoders.Base64UrlDecode(code));
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
