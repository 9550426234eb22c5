using System.Text.RegularExpressions;
using JoinArena.PrivacyPortal.Account.TwoFactor;
using JoinArena.PrivacyPortal.Tests.Support;
using static JoinArena.PrivacyPortal.Tests.Account.TwoFactor.FactorBench;

namespace JoinArena.PrivacyPortal.Tests.Account.TwoFactor;

/// <summary>
/// The use cases that change how an account signs in, called in every state of an account and of a session, as by a
/// page that has checked nothing.
/// </summary>
public sealed partial class FactorStateTests(Portal portal) : IClassFixture<Portal>
{
    private readonly FactorBench _bench = new(portal);

    private static readonly FactorChange[] s_changes = Enum.GetValues<FactorChange>();

    public static IEnumerable<object[]> Accounts =>
        from staff in (bool[])[false, true]
        from held in Enum.GetValues<Held>()
        from invitation in Enum.GetValues<Invitation>()
        where invitation is Invitation.None || (staff && held is Held.Nothing)
        select new object[] { staff, held, invitation };

    [Theory]
    [MemberData(nameof(Accounts))]
    public async Task What_a_session_may_not_change_stays_as_it_is(bool isStaff, Held held, Invitation invitation)
    {
        Guid? account = null;
        var all =
            from session in Enum.GetValues<Session>()
            from change in s_changes
            select (Session: session, Change: change);
        foreach (var (session, change) in all)
        {
            var id = account ??= await _bench.CreateAsync(isStaff, held, invitation);
            var before = await _bench.ReadAsync(id);

            var isRefused = await _bench.TryAsync(id, session, change);

            var what = $"{change} in {session}";
            isRefused.ShouldBe(!IsRight(isStaff, held, invitation, session, change), what);
            if (isRefused)
                (await _bench.ReadAsync(id)).ShouldBe(before, what);
            else
                account = null;
        }
    }

    [Fact]
    public void Every_place_that_changes_how_an_account_signs_in_is_known()
    {
        // What is new here asks FactorChangePolicy, or says why it need not.
        Dictionary<string, string> known = new(StringComparer.Ordinal)
        {
            ["Account/AccountFactors.cs"] = "removes them for callers that are known here too",
            ["Account/AccountRemovalService.cs"] = "asks",
            ["Account/AccountSeeder.cs"] = "makes accounts of the demo",
            ["Account/ManageAccountPage.razor"] = "the form of what SignInService asks about",
            ["Account/Oidc/OidcAccountService.cs"] = "only while the account is not shown to be its owner's",
            ["Account/Passkeys/PasskeyService.cs"] = "asks; a sign-in counts the passkey's use",
            ["Account/Passwords/PasswordResetService.cs"] = "needs the link of an email, and leaves every factor",
            ["Account/PortalUserManager.cs"] = "records what the others do",
            ["Account/Registering/RegistrationService.cs"] = "only while the account has no owner",
            ["Account/SigningIn/SignInService.cs"] = "asks",
            ["Account/Team/TeamService.cs"] = "an administrator resets a colleague's, and never their own",
            ["Account/TwoFactor/TwoFactorService.cs"] = "asks; a sign-in counts its code as used",
        };
        var product = Repository.GetPath("JoinArena.PrivacyPortal");

        var found = Directory
            .EnumerateFiles(product, "*.*", SearchOption.AllDirectories)
            .Where(file => Path.GetExtension(file) is ".cs" or ".razor")
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal))
            .Where(file => !file.Contains("/Migrations/", StringComparison.Ordinal))
            .Where(file => Change().IsMatch(File.ReadAllText(file)))
            .Select(file => Path.GetRelativePath(product, file).Replace('\\', '/'))
            .Order(StringComparer.Ordinal);

        found.ShouldBe(known.Keys.Order(StringComparer.Ordinal));
    }

    // Written from what must hold, not from the rules: who has a factor shows it, staff come by an invitation.
    private static bool IsRight(bool isStaff, Held held, Invitation invitation, Session session, FactorChange change)
    {
        var isClosing = change is FactorChange.CloseAccount;
        if (isClosing && !isStaff)
            return true;
        if (held is not Held.Nothing)
        {
            var leavesNone =
                (held is Held.Passkey && change is FactorChange.RemovePasskey)
                || (held is Held.Codes && change is FactorChange.TurnOffCodes);
            return session is Session.Factor && !(isStaff && leavesNone);
        }

        var isFirst = change is FactorChange.AddPasskey or FactorChange.TurnOnCodes;
        if (isStaff && !(isFirst && invitation is Invitation.Used))
            return false;
        return change is FactorChange.ChangePassword
            || session is not (Session.PasswordLongAgo or Session.FactorLongAgo);
    }

    [GeneratedRegex(
        @"PasswordHash\s*=[^=>]|\.(RemoveFactorsAsync|AddOrUpdatePasskeyAsync|RemovePasskeyAsync|SetTwoFactorEnabledAsync"
            + @"|SetAuthenticatorKeyAsync|ResetAuthenticatorKeyAsync|GenerateNewTwoFactorRecoveryCodesAsync"
            + @"|RedeemTwoFactorRecoveryCodeAsync"
            + @"|ChangePasswordAsync|AddPasswordAsync|RemovePasswordAsync|ResetPasswordAsync|SetEmailAsync|ChangeEmailAsync"
            + @"|SetUserNameAsync|SetPhoneNumberAsync|AddLoginAsync|RemoveLoginAsync|DeleteAsync\(account)",
        RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Change();
}
