using System.Text;
using JoinArena.PrivacyPortal.Notifications;
using JoinArena.PrivacyPortal.Shell;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Localization;

namespace JoinArena.PrivacyPortal.Account;

/// <summary>What the portal writes to the owner of an address about their account.</summary>
internal sealed class Letters(IStringLocalizer<Words> words)
{
    public Notice Confirm(PortalAccount account, string token) => new(
        words["Confirm your address"],
        [
            words["Somebody, we hope you, made an account in the JoinArena Privacy Portal with this address. Open the link below within 24 hours and confirm it."],
            words["If it was not you, do nothing: without your confirmation the account stays closed."],
        ],
        Link("/account/confirm-email", account, token));

    public Notice HasOneAlready() => new(
        words["You have an account already"],
        [
            words["Somebody, perhaps you, tried to make an account in the JoinArena Privacy Portal with this address. There is one already, so nothing was changed."],
            words["If it was you, sign in. If you do not remember your password, the page lets you set a new one."],
        ],
        "/account/login");

    public Notice Reset(PortalAccount account, string token) => new(
        words["Set a new password"],
        [
            words["Somebody, we hope you, asked to set a new password for your account in the JoinArena Privacy Portal. Open the link below within 1 hour."],
            words["If it was not you, do nothing: your password stays as it is."],
        ],
        Link("/account/reset-password", account, token));

    public Notice AccountClosed() => new(
        words["Your account is closed"],
        [
            words["Your account in the JoinArena Privacy Portal was removed just now, with its password and every session."],
            words["If it was not you, create an account with this address again and write to our privacy team."],
        ],
        "/account/register");

    public Notice PasswordChanged() => new(
        words["Your password was changed"],
        [
            words["The password of your account in the JoinArena Privacy Portal was changed just now, and every other sign-in was ended."],
            words["If it was not you, set a new password at once."],
        ],
        "/account/forgot-password");

    /// <summary>The path of a page that takes a token.</summary>
    public static string Link(string page, PortalAccount account, string token) => $"{page}?account={account.Id}&code={WebEncoders.Base64UrlEncode(Encoding.UTF8.GetBytes(token))}";

    /// <summary>The token of such a link; null when it was cut short or altered.</summary>
    public static string? Token(string? code)
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
