using System.Security.Claims;
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

/// <summary>Accounts and sessions of every kind on one node, and the use cases that change how an account signs in.</summary>
public sealed class FactorBench(Portal portal)
{
    private const string Password = Given.Password;

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

    /// <summary>Makes an account that signs in in this way, with a known password.</summary>
    public async Task<Guid> CreateAsync(bool isStaff, Held held, Invitation invitation)
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

    /// <summary>Calls the use case as the page does, in a session of this kind that has just begun on this node.</summary>
    /// <returns>True if it was refused.</returns>
    public async Task<bool> TryAsync(Guid id, Session session, FactorChange change)
    {
        await using var scope = portal.Services.CreateAsyncScope();
        var services = scope.ServiceProvider;
        var http = new DefaultHttpContext { RequestServices = services };
        http.Request.Scheme = "https";
        http.Request.Host = new("privacy.example");
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
                var isRefused = enabled is { IsSuccess: false, Error: EnableTwoFactorError.NotAllowed };
                (key is null).ShouldBe(isRefused);
                return isRefused;
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

    /// <summary>A session of this kind, as the cookie names it.</summary>
    public async Task<ClaimsPrincipal> BeginSessionAsync(Guid id, Session session)
    {
        await using var scope = portal.Services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<PortalAccount>>();
        return await SignInAsync(scope.ServiceProvider, (await users.FindByIdAsync(id.ToString()))!, session);
    }

    /// <summary>Whether this node still opens a page for the session.</summary>
    public Task<bool> IsOpenAsync(ClaimsPrincipal session) =>
        portal
            .Services.GetRequiredService<SessionService>()
            .IsActiveAsync(session, isUsed: false, CancellationToken.None);

    /// <summary>Stores a passkey as a browser makes one.</summary>
    public Task AddPasskeyAsync(Guid id) =>
        WithAccountAsync(
            id,
            async (users, account) =>
            {
                var passkey = TestPasskey.Create($"Phone {Guid.CreateVersion7()}");
                return (await users.AddOrUpdatePasskeyAsync(account, passkey)).Succeeded;
            }
        );

    public Task<int> CountPasskeysAsync(Guid id) =>
        WithAccountAsync(id, async (users, account) => (await users.GetPasskeysAsync(account)).Count);

    public Task<bool> HasCodesAsync(Guid id) =>
        WithAccountAsync(id, (_, account) => Task.FromResult(account.TwoFactorEnabled));

    private async Task<T> WithAccountAsync<T>(Guid id, Func<UserManager<PortalAccount>, PortalAccount, Task<T>> read)
    {
        await using var scope = portal.Services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<PortalAccount>>();
        return await read(users, (await users.FindByIdAsync(id.ToString()))!);
    }

    private static async Task<ClaimsPrincipal> SignInAsync(
        IServiceProvider services,
        PortalAccount account,
        Session session
    )
    {
        var now = DateTimeOffset.UtcNow;
        var longAgo = DateTimeOffset.UtcNow.AddMinutes(-11);
        var principal = await services
            .GetRequiredService<IUserClaimsPrincipalFactory<PortalAccount>>()
            .CreateAsync(account);
        const string Several = SignInClaims.SeveralFactors;
        var id = await services
            .GetRequiredService<SessionService>()
            .BeginAsync(account.Id, userAgent: "", proof: null, CancellationToken.None);
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

    /// <summary>All that decides how the account signs in, as this node reads it.</summary>
    public async Task<string> ReadAsync(Guid id)
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
}
