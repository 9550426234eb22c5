using System.Text;
using JoinArena.PrivacyPortal.Account.SigningIn;
using JoinArena.PrivacyPortal.Account.StepUp;
using JoinArena.PrivacyPortal.Notifications;
using JoinArena.PrivacyPortal.Shell.Localization;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Localization;

namespace JoinArena.PrivacyPortal.Account;

/// <summary>The emails about an account, in the reader's language.</summary>
/// <remarks>
/// A link that a person asked for on the way to a page leads on to that page: where they wanted to go is in the
/// address they asked from.
/// </remarks>
internal sealed class AccountEmails(IStringLocalizer<SharedResource> words, IHttpContextAccessor? http = null)
{
    public Notice ConfirmEmail(PortalAccount account, string token) =>
        new(
            words["Confirm your email address"],
            [
                words[
                    "An account was created in the JoinArena Privacy Portal with this email address. If this was "
                        + "you, open the link below within 24 hours to confirm your address."
                ],
                words[
                    "If this was not you, you do not need to do anything. The account cannot be used until you "
                        + "confirm it."
                ],
            ],
            WithWayBack(CreateLink("/account/confirm-email", account, token))
        );

    public Notice ConfirmEmailAgain(PortalAccount account, string token) =>
        new(
            words["Confirm your email address"],
            [
                words[
                    "Someone who is signed in to the JoinArena Privacy Portal with this email address asked to confirm it "
                        + "again. If this was you, open the link below within 24 hours, in the same browser."
                ],
                words[
                    "If this was not you, do not open the link. Someone else may have an account with your email address: "
                        + "set a new password from the sign-in page, and the account is yours."
                ],
            ],
            CreateLink("/account/confirm-address", account, token)
        );

    public Notice AccountExists() =>
        new(
            words["You already have an account"],
            [
                words[
                    "Someone tried to create an account in the JoinArena Privacy Portal with this email address. "
                        + "The address already has an account, so nothing was changed."
                ],
                words[
                    "If this was you, sign in. If you forgot your password, you can set a new one from the sign-in "
                        + "page."
                ],
            ],
            WithWayBack("/account/login")
        );

    public Notice ResetPassword(PortalAccount account, string token) =>
        new(
            words["Set a new password"],
            [
                words[
                    "Someone asked to set a new password for your account in the JoinArena Privacy Portal. If this "
                        + "was you, open the link below within 1 hour."
                ],
                words["If this was not you, you do not need to do anything. Your password stays the same."],
            ],
            WithWayBack(CreateLink("/account/reset-password", account, token))
        );

    public Notice AccountClosed() =>
        new(
            words["Your account is closed"],
            [
                words[
                    "Your account in the JoinArena Privacy Portal has been removed, together with its password and "
                        + "all its sessions."
                ],
                words[
                    "If this was not you, create an account with this email address again and write to our privacy "
                        + "team."
                ],
            ],
            "/account/register"
        );

    public Notice PasswordChanged() =>
        new(
            words["Your password was changed"],
            [
                words[
                    "The password of your account in the JoinArena Privacy Portal has been changed. All other "
                        + "browsers have been signed out."
                ],
                words["If this was not you, set a new password now."],
            ],
            "/account/forgot-password"
        );

    /// <param name="code">The digits, shown in two halves, which are easier to read.</param>
    /// <param name="purpose">What the code confirms.</param>
    public Notice StepUpCode(string code, StepUpPurpose purpose) =>
        new(
            words["Your code to confirm it is you"],
            [
                words["Your code is {0} {1}.", code[..(code.Length / 2)], code[(code.Length / 2)..]],
                words[
                    "Use it only to {0}. It works once, for {1} minutes, in the browser that asked for it. "
                        + "JoinArena staff never ask you for this code.",
                    purpose.Description,
                    (int)MailedCodeService.Lifetime.TotalMinutes
                ],
                words[
                    "If this was not you, someone else is signed in to your account. They can do nothing without "
                        + "the code. Change your password now to sign them out."
                ],
            ],
            "/account/manage"
        );

    public Notice PasskeyAdded(string name) =>
        new(
            words["A passkey was added to your account"],
            [
                words[
                    "The passkey “{0}” has been added to your account in the JoinArena Privacy Portal. You can sign "
                        + "in with it without a password.",
                    name
                ],
                words["If this was not you, remove it and change your password now."],
            ],
            "/account/passkeys"
        );

    public Notice PasskeyRemoved(string name) =>
        new(
            words["A passkey was removed from your account"],
            [
                words["You can no longer sign in to the JoinArena Privacy Portal with the passkey “{0}”.", name],
                words["If this was not you, change your password now."],
            ],
            "/account/passkeys"
        );

    public Notice TwoFactorEnabled() =>
        new(
            words["Sign-in now needs a second step"],
            [
                words[
                    "To sign in to the JoinArena Privacy Portal, you now need your password and a code from your "
                        + "authenticator app."
                ],
                words["If this was not you, set a new password now and write to our privacy team."],
            ],
            "/account/two-factor"
        );

    public Notice TwoFactorDisabled() =>
        new(
            words["The second step at sign-in is off"],
            [
                words["You can sign in to the JoinArena Privacy Portal with your password only."],
                words["If this was not you, change your password now."],
            ],
            "/account/two-factor"
        );

    /// <summary>For someone invited to the privacy team.</summary>
    /// <param name="path">The link that sets a password, or the sign-in page if the account has one.</param>
    public Notice Invited(string path) =>
        new(
            words["You are invited to the privacy team"],
            [
                words["You now have a role in the privacy team of the JoinArena Privacy Portal."],
                path.StartsWith("/account/login", StringComparison.Ordinal)
                    ? words["Sign in with the password you have. The team’s pages also need a second step."]
                    : words[
                        "Open the link below within 24 hours to set your password. Then set up your second step: an "
                            + "authenticator app or a passkey."
                    ],
            ],
            path
        );

    /// <summary>For a member of the team whose lost second factor an administrator has reset.</summary>
    /// <param name="path">The link that sets a new password, or null if the administrator passes it on.</param>
    public Notice FactorsReset(string? path) =>
        new(
            words["Your second step was reset"],
            [
                words[
                    "An administrator of the JoinArena Privacy Portal has removed your authenticator app, your recovery "
                        + "codes, your passkeys and your password, and has ended all your sessions."
                ],
                path is null
                    ? words["To sign in again, use the link that the administrator gives you, within 24 hours."]
                    : words[
                        "To sign in again, open the link below within 24 hours, set a new password, and set up your "
                            + "second step."
                    ],
                words["If you did not ask for this, tell another administrator now, in person or by phone."],
            ],
            path
        );

    private string WithWayBack(string page) => LocalReturnUrl.Append(page, LocalReturnUrl.Find(http?.HttpContext));

    /// <summary>The path and query of a page that takes a token.</summary>
    public static string CreateLink(string page, PortalAccount account, string token) =>
        $"{page}?account={account.Id}&code={WebEncoders.Base64UrlEncode(Encoding.UTF8.GetBytes(token))}";

    /// <summary>The token in such a link, or null if the link is incomplete or was altered.</summary>
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
