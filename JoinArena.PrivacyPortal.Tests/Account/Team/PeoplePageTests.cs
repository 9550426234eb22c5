using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Access.SecurityEvents;
using JoinArena.PrivacyPortal.Account;
using JoinArena.PrivacyPortal.Account.Team;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Tests.Support;
using JoinArena.PrivacyPortal.Tests.Support.Browsing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace JoinArena.PrivacyPortal.Tests.Account.Team;

/// <summary>The page on which administrators look after the team.</summary>
public sealed class PeoplePageTests(Portal portal) : IClassFixture<Portal>
{
    [Fact]
    public async Task An_administrator_sees_the_team_and_takes_a_role_away()
    {
        var officer = await portal.CreateStaffAccountAsync(Roles.Officer);
        await portal.SignInAsync(officer);
        var (admin, own) = await OpenAsync();
        admin.Text.ShouldContain($"{officer} Officer No");
        admin.Text.ShouldContain($"{own} You Administrator No");

        await PressAsync(admin, "Take away the role officer", officer);

        admin.Text.ShouldContain("The role is taken away, and the person is signed out everywhere.");
        admin.Text.ShouldNotContain(officer);
        (await portal.Services.GetRequiredService<TeamService>().FindIdAsync(officer)).ShouldBeNull();
        await ExpectEventAsync(SecurityEventKind.RoleTaken, by: own, on: officer);
    }

    [Fact]
    public async Task Someone_is_invited_by_email_and_the_link_is_not_shown()
    {
        var (admin, own) = await OpenAsync();
        await admin.Type("Email address", "").Type("Role", Roles.Auditor).PressAsync("Send the invitation");
        admin.Text.ShouldContain("Enter an email address");

        var email = $"{Guid.CreateVersion7():N}@joinarena.example";
        await admin.Type("Email address", email).Type("Role", Roles.Auditor).PressAsync("Send the invitation");

        admin.Text.ShouldContain("We have emailed the invitation.");
        admin.Text.ShouldContain($"{email} Invited auditor No Never");
        admin.Page.DocumentElement.OuterHtml.ShouldNotContain("reset-password");
        var mail = await portal.Mail.WaitForEmailToAsync(email, "You are invited to the privacy team");
        var person = await portal.CreateAnonymousClient().GoToAsync(mail.FindLink("/account/reset-password"));
        await person.Type("New password", Given.Password).PressAsync("Set this password");
        await person.SignInAsync(email, Given.Password);
        await ExpectEventAsync(SecurityEventKind.Invited, by: own, on: email);
    }

    [Fact]
    public async Task A_lost_factor_is_reset_and_sessions_are_ended_from_the_page_but_not_the_own_factor()
    {
        var officer = await portal.CreateStaffAccountAsync(Roles.Officer);
        var (admin, own) = await OpenAsync();

        await PressAsync(admin, "End all sessions", officer);
        admin.Text.ShouldContain("The person is signed out everywhere.");
        await ExpectEventAsync(SecurityEventKind.SessionsEnded, by: own, on: officer);
        await PressAsync(admin, "Reset the second step", officer);

        admin.Text.ShouldContain("The second step is reset. We have emailed a link to begin again.");
        await portal.Mail.WaitForEmailToAsync(officer, "Your second step was reset");
        Should
            .Throw<InvalidOperationException>(() => PressAsync(admin, "Reset the second step", own))
            .Message.ShouldContain("There is no button");
        var button = admin.Page.QuerySelector("button[name=Act][value^=reset-factor]")!;
        button.SetAttribute("value", $"reset-factor {await FindIdAsync(own)}");
        await admin.PressAsync(button.TextContent.Trim());
        admin.Text.ShouldContain("Change your own second step in your account.");
    }

    [Fact]
    public async Task Only_an_administrator_can_open_the_people_page()
    {
        foreach (var role in new[] { Roles.Officer, Roles.Auditor })
        {
            var person = await portal.SignInAsync(await portal.CreateStaffAccountAsync(role));
            (await person.GoToAsync("/staff/people")).Path.ShouldStartWith("/account/denied");
        }
    }

    [Fact]
    public async Task The_people_page_is_accessible()
    {
        var administrator = await portal.CreateStaffAccountAsync(Roles.Administrator);
        await portal.CreateStaffAccountAsync(Roles.Officer);

        await portal.VisitInBrowserAsync(async person =>
        {
            await person.SignsInAsync(administrator);
            await person.GoesToAsync("/staff/people");
            await person.Page.Locator("details summary").First.ClickAsync();
            await person.ExpectsAccessiblePageAsync();
        });
    }

    private static Task<HtmlClient> PressAsync(HtmlClient admin, string button, string email) =>
        admin.PressAsync($"{button}: {email}");

    private async Task<(HtmlClient Page, string Email)> OpenAsync()
    {
        var email = await portal.CreateStaffAccountAsync(Roles.Administrator);
        return (await (await portal.SignInAsync(email)).GoToAsync("/staff/people"), email);
    }

    private async Task ExpectEventAsync(SecurityEventKind kind, string by, string on)
    {
        var actor = await FindIdAsync(by);
        var subject = await FindIdAsync(on);
        await using var db = await OpenDatabaseAsync();
        (
            await db.SecurityEvents.AnyAsync(e => e.Kind == kind && e.ActorId == actor && e.SubjectId == subject)
        ).ShouldBeTrue($"{kind}");
    }

    private async Task<Guid> FindIdAsync(string email)
    {
        await using var db = await OpenDatabaseAsync();
        return await db.Accounts.Where(a => a.Email == email).Select(a => a.Id).SingleAsync();
    }

    private Task<PortalDbContext> OpenDatabaseAsync() =>
        portal.Services.GetRequiredService<IDbContextFactory<PortalDbContext>>().CreateDbContextAsync();
}
