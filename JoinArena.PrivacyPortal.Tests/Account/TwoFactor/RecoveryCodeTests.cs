using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Account;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Tests.Support;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace JoinArena.PrivacyPortal.Tests.Account.TwoFactor;

/// <summary>Recovery codes as they are kept.</summary>
public sealed class RecoveryCodeTests(Portal portal) : IClassFixture<Portal>
{
    private const string Name = "RecoveryCodes";

    [Fact]
    public async Task Codes_are_kept_as_salted_hashes_and_each_works_once()
    {
        await using var scope = portal.Services.CreateAsyncScope();
        var (users, account) = await FindAsync(scope);

        List<string> codes = [.. (await users.GenerateNewTwoFactorRecoveryCodesAsync(account, 10))!];

        var kept = await ReadAsync(account.Id);
        kept.ShouldStartWith("pbkdf2-sha512;");
        codes.ShouldAllBe(code => !kept.Contains(code));
        (await users.CountRecoveryCodesAsync(account)).ShouldBe(10);
        (await users.RedeemTwoFactorRecoveryCodeAsync(account, codes[3])).Succeeded.ShouldBeTrue();
        (await users.RedeemTwoFactorRecoveryCodeAsync(account, codes[3])).Succeeded.ShouldBeFalse();
        (await users.RedeemTwoFactorRecoveryCodeAsync(account, "AAAAA-AAAAA")).Succeeded.ShouldBeFalse();
        (await users.RedeemTwoFactorRecoveryCodeAsync(account, codes[9])).Succeeded.ShouldBeTrue();
        (await users.CountRecoveryCodesAsync(account)).ShouldBe(8);

        // The same codes of another account, or made again, look different.
        await users.GenerateNewTwoFactorRecoveryCodesAsync(account, 10);
        (await ReadAsync(account.Id)).Split(';')[2].ShouldNotBe(kept.Split(';')[2]);
    }

    [Fact]
    public async Task Codes_that_an_earlier_version_kept_as_they_are_work_once_and_are_hashed_from_then_on()
    {
        await using var scope = portal.Services.CreateAsyncScope();
        var (users, account) = await FindAsync(scope);
        var store =
            (IUserAuthenticationTokenStore<PortalAccount>)
                scope.ServiceProvider.GetRequiredService<IUserStore<PortalAccount>>();
        await store.SetTokenAsync(account, "[AspNetUserStore]", Name, "AB2CD-EF3GH;JK4MN-PQ5RT", default);
        (await users.UpdateAsync(account)).Succeeded.ShouldBeTrue();
        (await users.CountRecoveryCodesAsync(account)).ShouldBe(2);

        (await users.RedeemTwoFactorRecoveryCodeAsync(account, "AB2CD-EF3GH")).Succeeded.ShouldBeTrue();

        (await users.RedeemTwoFactorRecoveryCodeAsync(account, "AB2CD-EF3GH")).Succeeded.ShouldBeFalse();
        (await users.CountRecoveryCodesAsync(account)).ShouldBe(1);
        (await ReadAsync(account.Id)).ShouldNotContain("JK4MN");
        (await users.RedeemTwoFactorRecoveryCodeAsync(account, "JK4MN-PQ5RT")).Succeeded.ShouldBeTrue();
    }

    private async Task<(UserManager<PortalAccount> Users, PortalAccount Account)> FindAsync(AsyncServiceScope scope)
    {
        var email = await portal.CreateStaffAccountAsync(Roles.Officer);
        var users = scope.ServiceProvider.GetRequiredService<UserManager<PortalAccount>>();
        return (users, (await users.FindByEmailAsync(email))!);
    }

    private async Task<string> ReadAsync(Guid account)
    {
        await using var db = await portal
            .Services.GetRequiredService<IDbContextFactory<PortalDbContext>>()
            .CreateDbContextAsync();
        var kept = await db.Set<IdentityUserToken<Guid>>()
            .Where(token => token.UserId == account && token.Name == Name)
            .Select(token => token.Value!)
            .SingleAsync();
        return portal
            .Services.GetRequiredService<IDataProtectionProvider>()
            .CreateProtector("JoinArena.PrivacyPortal.Account.Tokens")
            .Unprotect(kept);
    }
}
