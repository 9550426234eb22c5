using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Access.SecurityEvents;
using JoinArena.PrivacyPortal.Account;
using JoinArena.PrivacyPortal.Account.Sessions;
using JoinArena.PrivacyPortal.Account.Team;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Tests.Support;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace JoinArena.PrivacyPortal.Tests.Account.Team;

/// <summary>What is done about people of the team, on both databases.</summary>
public abstract class TeamServiceTests(Portal portal)
{
    private TeamService Team => portal.Services.GetRequiredService<TeamService>();

    [Fact]
    public async Task The_last_administrator_who_can_sign_in_keeps_the_role()
    {
        await EmptyTeamAsync();
        var first = await AddAdministratorAsync();
        var second = await AddAdministratorAsync();
        // Invited, but has not joined.
        await InviteAsync(Roles.Administrator);

        (await Team.TakeRolesAsync(first, null, default)).ShouldBeNull();
        (await Team.TakeRolesAsync(second, null, default)).ShouldBe(TeamError.LastAdministrator);
        (await Team.TakeRolesAsync(second, Roles.Administrator, default)).ShouldBe(TeamError.LastAdministrator);

        (await RolesOfAsync(first)).ShouldBeEmpty();
        (await RolesOfAsync(second)).ShouldBe([Roles.Administrator]);
        (await Team.TakeRolesAsync(first, null, default)).ShouldBe(TeamError.NotInTeam);
        (await Team.TakeRolesAsync(second, Roles.Officer, default)).ShouldBe(TeamError.NotInTeam);
    }

    [Fact]
    public async Task The_last_administrator_who_is_a_worker_too_is_told_what_to_do_before_the_account_can_be_closed()
    {
        await EmptyTeamAsync();
        var worker = Given.Worker();
        await portal.SetUpAsync(worker);
        await using var db = await OpenAsync();
        // An account of the demo would not count.
        var own = db.Accounts.Where(a => a.Email == worker.Email);
        await own.ExecuteUpdateAsync(set => set.SetProperty(a => a.IsDemo, false));
        await ChangeAsync(
            await own.Select(a => a.Id).SingleAsync(),
            (users, account) => users.AddToRoleAsync(account, Roles.Administrator)
        );
        var person = await portal.SignInAsync(worker.Email);

        await person.GoToAsync("/account/close");

        person.Text.ShouldContain("You are the only administrator who can sign in");
        person.Text.ShouldContain("Invite another administrator first.");
        person.Page.QuerySelectorAll("main form").ShouldBeEmpty();
        await AddAdministratorAsync();
        await person.GoToAsync("/account/close");
        person.Page.QuerySelectorAll("main form").ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Two_administrators_whose_roles_are_taken_at_the_same_time_leave_one()
    {
        await EmptyTeamAsync();
        Guid[] both = [await AddAdministratorAsync(), await AddAdministratorAsync()];

        var outcomes = await Task.WhenAll(both.Select(id => Task.Run(() => Team.TakeRolesAsync(id, null, default))));

        outcomes.Order().ShouldBe([null, TeamError.LastAdministrator]);
    }

    [Fact]
    public async Task A_lost_factor_is_reset_with_the_password_and_the_link_begins_again()
    {
        var id = await AddAdministratorAsync();
        var email = await ChangeAsync(
            id,
            async (users, account) =>
            {
                (await users.SetTwoFactorEnabledAsync(account, true)).Succeeded.ShouldBeTrue();
                (await users.AddOrUpdatePasskeyAsync(account, CreatePasskey())).Succeeded.ShouldBeTrue();
                (await users.ResetAuthenticatorKeyAsync(account)).Succeeded.ShouldBeTrue();
                (await users.GenerateNewTwoFactorRecoveryCodesAsync(account, 3))!.Count().ShouldBe(3);
                return account.Email!;
            }
        );
        await portal.Services.GetRequiredService<SessionService>().BeginAsync(id, "Firefox/1", proof: null, default);

        var link = (await Team.ResetFactorsAsync(id, isEmailed: true, default)).Value!;

        var member = (await portal.Services.GetRequiredService<TeamQueries>().ListAsync(default)).Single(m =>
            m.Id == id
        );
        (member.HasSecondFactor, member.HasJoined).ShouldBe((false, false));
        await using (var db = await OpenAsync())
        {
            (await db.Set<IdentityUserToken<Guid>>().CountAsync(t => t.UserId == id)).ShouldBe(0);
            (await db.AccountSessions.CountAsync(s => s.AccountId == id)).ShouldBe(0);
            (await db.SecurityEvents.Where(e => e.SubjectId == id).Select(e => e.Kind).ToListAsync()).ShouldBe(
                [
                    SecurityEventKind.RoleGiven,
                    SecurityEventKind.Invited,
                    SecurityEventKind.FactorAdded,
                    SecurityEventKind.FactorAdded,
                    SecurityEventKind.FactorAdded,
                    SecurityEventKind.FactorRemoved,
                    SecurityEventKind.FactorRemoved,
                    SecurityEventKind.SessionsEnded,
                ],
                ignoreOrder: true
            );
        }

        var mail = await portal.Mail.WaitForEmailToAsync(email, "Your second step was reset");
        mail.FindLink("/account/reset-password").ShouldBe(link.PathAndQuery);
        var person = await portal.CreateAnonymousClient().GoToAsync("/account/login");
        await person.Type("Email", email).Type("Password", Given.Password).PressAsync("Sign in");
        person.Path.ShouldStartWith("/account/login");
        await person.GoToAsync(link.PathAndQuery);
        await person.Type("New password", "Another-harbour-42!").PressAsync("Set this password");
        await person.SignInAsync(email, "Another-harbour-42!");
    }

    [Fact]
    public async Task All_sessions_of_a_member_are_ended_and_of_no_one_else()
    {
        var sessions = portal.Services.GetRequiredService<SessionService>();
        var member = await AddAdministratorAsync();
        var other = await AddAdministratorAsync();
        foreach (var id in new[] { member, member, other })
            await sessions.BeginAsync(id, "Firefox/1", proof: null, default);

        (await Team.SignOutAsync(member, default)).ShouldBeNull();

        await using var db = await OpenAsync();
        (await db.AccountSessions.CountAsync(s => s.AccountId == member)).ShouldBe(0);
        (await db.AccountSessions.CountAsync(s => s.AccountId == other)).ShouldBe(1);
    }

    [Fact]
    public async Task A_worker_is_no_member_of_the_team()
    {
        await portal.AddAccountAsync("no-member@people.example");
        (await Team.FindIdAsync("no-member@people.example")).ShouldBeNull();
        await using var db = await OpenAsync();
        var id = await db.Accounts.Where(a => a.Email == "no-member@people.example").Select(a => a.Id).SingleAsync();

        (await Team.SignOutAsync(id, default)).ShouldBe(TeamError.NotInTeam);
        (await Team.ResetFactorsAsync(id, isEmailed: false, default)).Error.ShouldBe(TeamError.NotInTeam);
        (await Team.TakeRolesAsync(id, Roles.Worker, default)).ShouldBe(TeamError.NotInTeam);
        (await RolesOfAsync(id)).ShouldBe([Roles.Worker]);
    }

    private async Task<Guid> InviteAsync(string role)
    {
        var email = $"{Guid.CreateVersion7():N}@joinarena.example";
        var invitations = portal.Services.GetRequiredService<StaffInvitationService>();
        (await invitations.InviteAsync(email, role, default)).IsSuccess.ShouldBeTrue();
        return (await Team.FindIdAsync(email)).ShouldNotBeNull();
    }

    private async Task<Guid> AddAdministratorAsync()
    {
        var id = await InviteAsync(Roles.Administrator);
        await ChangeAsync(
            id,
            async (users, account) =>
            {
                account.EmailConfirmed = true;
                (await users.AddPasswordAsync(account, Given.Password)).Succeeded.ShouldBeTrue();
                return true;
            }
        );
        return id;
    }

    private Task<IList<string>> RolesOfAsync(Guid id) =>
        ChangeAsync(id, (users, account) => users.GetRolesAsync(account));

    private async Task<T> ChangeAsync<T>(Guid id, Func<UserManager<PortalAccount>, PortalAccount, Task<T>> change)
    {
        await using var scope = portal.Services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<PortalAccount>>();
        return await change(users, (await users.FindByIdAsync(id.ToString()))!);
    }

    private async Task EmptyTeamAsync()
    {
        await using var db = await OpenAsync();
        await db.Set<IdentityUserRole<Guid>>().ExecuteDeleteAsync();
    }

    private Task<PortalDbContext> OpenAsync() =>
        portal.Services.GetRequiredService<IDbContextFactory<PortalDbContext>>().CreateDbContextAsync();

    private static UserPasskeyInfo CreatePasskey() =>
        new(Guid.NewGuid().ToByteArray(), [4], DateTimeOffset.UtcNow, 0, [], true, false, false, [5], [6])
        {
            Name = "Phone",
        };

    public sealed class OnSqlite(Portal portal) : TeamServiceTests(portal), IClassFixture<Portal>;

    public sealed class OnPostgres(PortalOnPostgres portal) : TeamServiceTests(portal), IClassFixture<PortalOnPostgres>;
}
