using System.Security.Claims;
using System.Text.RegularExpressions;
using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Account;
using JoinArena.PrivacyPortal.Account.Passkeys;
using JoinArena.PrivacyPortal.Account.Sessions;
using JoinArena.PrivacyPortal.Account.SigningIn;
using JoinArena.PrivacyPortal.Account.TwoFactor;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Tests.Support;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace JoinArena.PrivacyPortal.Tests.Account.TwoFactor;

/// <summary>
/// The use cases that change how an account signs in, called in every state of an account and of a session, as by a
/// page that has checked nothing.
/// </summary>
public sealed partial class FactorStateTests(Portal portal) : IClassFixture<Portal>
{
    private const string Password = Given.Password;

    private static readonly FactorChange[] s_changes = Enum.GetValues<FactorChange>();

    public enum Held
    {
        Nothing,
        Passkey,
        TwoPasskeys,
        Codes,
        Both,
    }

    public enum Session
    {
        Password,
        PasswordLongAgo,
        PasswordThenMailedCode,
        Factor,
        FactorLongAgo,
        FactorLongAgoThenPassword,
    }

    public enum Invitation
    {
        None,
        Unused,
        Used,
        UsedYesterday,
    }

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
            var id = account ??= await CreateAsync(isStaff, held, invitation);
            var before = await ReadAsync(id);

            var isRefused = await TryAsync(id, session, change);

            var what = $"{change} in {session}";
            isRefused.ShouldBe(!IsRight(isStaff, held, invitation, session, change), what);
            if (isRefused)
                (await ReadAsync(id)).ShouldBe(before, what);
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
            ["Account/AccountRemovalService.cs"] = "asks",
            ["Account/AccountSeeder.cs"] = "makes accounts of the demo",
            ["Account/ManageAccountPage.razor"] = "the form of what SignInService asks about",
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

    private async Task<Guid> CreateAsync(bool isStaff, Held held, Invitation invitation)
    {
        await using var scope = portal.Services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<PortalAccount>>();
        var now = DateTimeOffset.UtcNow;
        var account = PortalAccount.Create($"p-{Guid.CreateVersion7():N}@people.example", now);
        account.EmailConfirmed = true;
        account.PasswordHash = users.PasswordHasher.HashPassword(account, Password);
        account.TwoFactorEnabled = held is Held.Codes or Held.Both;
        if (invitation is not Invitation.None)
            account.Invite(invitation is Invitation.UsedYesterday ? now.AddHours(-25) : now);
        if (invitation is Invitation.Used or Invitation.UsedYesterday)
            account.UseInvitation();
        (await users.CreateAsync(account)).Succeeded.ShouldBeTrue();
        (await users.AddToRoleAsync(account, isStaff ? Roles.Officer : Roles.Worker)).Succeeded.ShouldBeTrue();
        if (isStaff)
            (await users.AddToRoleAsync(account, Roles.Worker)).Succeeded.ShouldBeTrue();
        await users.ResetAuthenticatorKeyAsync(account);
        var passkeys =
            held is Held.TwoPasskeys ? 2
            : held is Held.Passkey or Held.Both ? 1
            : 0;
        for (var number = 0; number < passkeys; number++)
            await users.AddOrUpdatePasskeyAsync(account, TestPasskey.Create($"Phone {number}"));
        if (account.TwoFactorEnabled)
            await users.GenerateNewTwoFactorRecoveryCodesAsync(account, TwoFactorService.RecoveryCodeCount);
        return account.Id;
    }

    /// <returns>True if it was refused.</returns>
    private async Task<bool> TryAsync(Guid id, Session session, FactorChange change)
    {
        await using var scope = portal.Services.CreateAsyncScope();
        var services = scope.ServiceProvider;
        var http = new DefaultHttpContext { RequestServices = services };
        (http.Request.Scheme, http.Request.Host) = ("https", new("privacy.example"));
        services.GetRequiredService<IHttpContextAccessor>().HttpContext = http;
        var users = services.GetRequiredService<UserManager<PortalAccount>>();
        var account = (await users.FindByIdAsync(id.ToString()))!;
        var user = http.User = await SignInAsync(services, account, session);
        var passkeys = services.GetRequiredService<PasskeyService>();
        var codes = services.GetRequiredService<TwoFactorService>();
        var credential = (await users.GetPasskeysAsync(account)).FirstOrDefault()?.CredentialId ?? [];
        switch (change)
        {
            case FactorChange.AddPasskey:
                var added = await passkeys.AddAsync(user, "{}", "Mine", CancellationToken.None);
                var options = await passkeys.GetCreationOptionsAsync(user);
                (options is null).ShouldBe(added.Error is PasskeyError.NotAllowed);
                return added.Error is PasskeyError.NotAllowed;
            case FactorChange.RenamePasskey:
                return Is(await passkeys.RenameAsync(user, credential, "Mine"));
            case FactorChange.RemovePasskey:
                return Is(await passkeys.RemoveAsync(user, credential));
            case FactorChange.TurnOnCodes:
                var key = await codes.GetOrCreateKeyAsync(user);
                var enabled = await codes.EnableAsync(
                    user,
                    TestAuthenticator.GetCode(key ?? (await users.GetAuthenticatorKeyAsync(account))!)
                );
                (key is null).ShouldBe(!enabled.IsSuccess);
                return !enabled.IsSuccess;
            case FactorChange.TurnOffCodes:
                return !await codes.DisableAsync(user);
            case FactorChange.ReplaceRecoveryCodes:
                return await codes.RegenerateRecoveryCodesAsync(user) is null;
            case FactorChange.ChangePassword:
                return await services
                        .GetRequiredService<SignInService>()
                        .ChangePasswordAsync(user, Password, "Slow-river-72-stones", CancellationToken.None)
                    is PasswordChangeResult.NotAllowed;
            case FactorChange.CloseAccount:
                return await services
                        .GetRequiredService<AccountRemovalService>()
                        .RemoveAsync(user, CancellationToken.None) is AccountRemovalError.SecondFactorNeeded;
            default:
                throw new ArgumentOutOfRangeException(nameof(change));
        }

        static bool Is(Result<string, PasskeyError> result) =>
            !result.IsSuccess && result.Error is PasskeyError.NotAllowed;
    }

    private static async Task<ClaimsPrincipal> SignInAsync(
        IServiceProvider services,
        PortalAccount account,
        Session session
    )
    {
        var (now, longAgo) = (DateTimeOffset.UtcNow, DateTimeOffset.UtcNow.AddMinutes(-11));
        var principal = await services
            .GetRequiredService<IUserClaimsPrincipalFactory<PortalAccount>>()
            .CreateAsync(account);
        const string Several = SignInClaims.SeveralFactors;
        var id = await services
            .GetRequiredService<SessionService>()
            .BeginAsync(account.Id, userAgent: "", CancellationToken.None);
        principal
            .Identities.First()
            .AddClaims(
                session switch
                {
                    Session.Password => SessionClaims.Create(id, now, factorAt: null, SignInClaims.Password),
                    Session.PasswordLongAgo => SessionClaims.Create(id, longAgo, factorAt: null, SignInClaims.Password),
                    Session.PasswordThenMailedCode => SessionClaims.Create(
                        id,
                        now,
                        factorAt: null,
                        SignInClaims.Password,
                        SignInClaims.OneTimeCode
                    ),
                    Session.Factor => SessionClaims.Create(id, now, now, SignInClaims.Passkey, Several),
                    Session.FactorLongAgo => SessionClaims.Create(id, longAgo, longAgo, SignInClaims.Passkey, Several),
                    Session.FactorLongAgoThenPassword => SessionClaims.Create(
                        id,
                        now,
                        longAgo,
                        SignInClaims.Passkey,
                        Several,
                        SignInClaims.Password
                    ),
                    _ => throw new ArgumentOutOfRangeException(nameof(session)),
                }
            );
        return StaffTwoFactorRequirement.Apply(principal);
    }

    private async Task<string> ReadAsync(Guid id)
    {
        await using var db = await portal
            .Services.GetRequiredService<IDbContextFactory<PortalDbContext>>()
            .CreateDbContextAsync();
        var account = await db.Accounts.SingleAsync(a => a.Id == id);
        var tokens = await db.Set<IdentityUserToken<Guid>>()
            .Where(t => t.UserId == id)
            .OrderBy(t => t.Name)
            .Select(t => $"{t.Name}={t.Value}")
            .ToListAsync();
        var passkeys = await db.Set<IdentityUserPasskey<Guid>>().Where(p => p.UserId == id).ToListAsync();
        return string.Join(
            '\n',
            [
                account.PasswordHash,
                account.TwoFactorEnabled.ToString(),
                account.SecurityStamp,
                .. tokens,
                .. passkeys.Select(p => p.Data.Name).Order(StringComparer.Ordinal),
            ]
        );
    }

    [GeneratedRegex(
        @"PasswordHash\s*=[^=>]|\.(AddOrUpdatePasskeyAsync|RemovePasskeyAsync|SetTwoFactorEnabledAsync|SetAuthenticatorKeyAsync"
            + @"|ResetAuthenticatorKeyAsync|GenerateNewTwoFactorRecoveryCodesAsync|RedeemTwoFactorRecoveryCodeAsync"
            + @"|ChangePasswordAsync|AddPasswordAsync|RemovePasswordAsync|ResetPasswordAsync|SetEmailAsync|ChangeEmailAsync"
            + @"|SetUserNameAsync|SetPhoneNumberAsync|AddLoginAsync|RemoveLoginAsync|DeleteAsync\(account)",
        RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Change();
}
