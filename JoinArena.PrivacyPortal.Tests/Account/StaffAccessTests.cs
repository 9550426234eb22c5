using System.Security.Claims;
using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Account;
using JoinArena.PrivacyPortal.Account.Sessions;
using JoinArena.PrivacyPortal.Account.SigningIn;
using JoinArena.PrivacyPortal.Account.TwoFactor;
using JoinArena.PrivacyPortal.Tests.Support;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace JoinArena.PrivacyPortal.Tests.Account;

/// <summary>What a live part of the desk learns about its reader at each call, long after the page was opened.</summary>
public sealed class StaffAccessTests(Portal portal) : IClassFixture<Portal>
{
    private IStaffAccess Access => portal.Services.GetRequiredService<IStaffAccess>();

    [Fact]
    public async Task An_officer_who_signed_in_with_a_second_factor_is_staff() =>
        (await Access.IsStaffAsync((await SignInAsync(Roles.Officer)).User, default)).ShouldBeTrue();

    [Fact]
    public async Task A_worker_and_staff_without_the_second_step_are_not()
    {
        (await Access.IsStaffAsync((await SignInAsync(Roles.Worker)).User, default)).ShouldBeFalse();
        (await Access.IsStaffAsync((await SignInAsync(Roles.Officer, hasFactor: false)).User, default)).ShouldBeFalse();
        (await Access.IsStaffAsync(new ClaimsPrincipal(new ClaimsIdentity()), default)).ShouldBeFalse();
    }

    [Fact]
    public async Task A_role_that_was_taken_counts_no_more_though_the_sign_in_still_names_it()
    {
        var (user, account) = await SignInAsync(Roles.Officer);
        await ChangeAsync(account, (users, officer) => users.RemoveFromRoleAsync(officer, Roles.Officer));

        user.IsInRole(Roles.Officer).ShouldBeTrue();
        (await Access.IsStaffAsync(user, default)).ShouldBeFalse();
    }

    [Fact]
    public async Task A_session_that_was_ended_elsewhere_counts_no_more()
    {
        var (user, _) = await SignInAsync(Roles.Officer);
        await portal.Services.GetRequiredService<SessionService>().EndAsync(user, user.FindSessionId()!.Value, default);

        (await Access.IsStaffAsync(user, default)).ShouldBeFalse();
    }

    [Fact]
    public async Task A_sign_in_from_before_a_new_password_counts_no_more()
    {
        var (user, account) = await SignInAsync(Roles.Officer);
        await ChangeAsync(account, (users, officer) => users.UpdateSecurityStampAsync(officer));

        (await Access.IsStaffAsync(user, default)).ShouldBeFalse();
    }

    private async Task<SignedIn> SignInAsync(string role, bool hasFactor = true)
    {
        var email = $"{role}-{Guid.CreateVersion7():N}@team.example";
        await portal.AddOwnAccountAsync(email, role);
        await using var scope = portal.Services.CreateAsyncScope();
        var account = (
            await scope.ServiceProvider.GetRequiredService<UserManager<PortalAccount>>().FindByEmailAsync(email)
        )!;
        var session = await portal
            .Services.GetRequiredService<SessionService>()
            .BeginAsync(account.Id, "", proof: null, default);
        var user = await scope
            .ServiceProvider.GetRequiredService<IUserClaimsPrincipalFactory<PortalAccount>>()
            .CreateAsync(account);
        var now = DateTimeOffset.UtcNow;
        user.Identities.First()
            .AddClaims(
                hasFactor
                    ? SessionClaims.Create(session, now, now, SignInClaims.Passkey, SignInClaims.SeveralFactors)
                    : SessionClaims.Create(session, now, factorAt: null, SignInClaims.Password)
            );
        return new(StaffTwoFactorRequirement.Apply(user), account.Id);
    }

    private async Task ChangeAsync(
        Guid id,
        Func<UserManager<PortalAccount>, PortalAccount, Task<IdentityResult>> change
    )
    {
        await using var scope = portal.Services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<PortalAccount>>();
        (await change(users, (await users.FindByIdAsync(id.ToString()))!)).Succeeded.ShouldBeTrue();
    }

    private sealed record SignedIn(ClaimsPrincipal User, Guid Account);
}
