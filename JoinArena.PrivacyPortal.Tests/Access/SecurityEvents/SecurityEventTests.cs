using System.Globalization;
using System.Net.Http.Headers;
using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Access.SecurityEvents;
using JoinArena.PrivacyPortal.Account;
using JoinArena.PrivacyPortal.Account.Team;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Tests.Account;
using JoinArena.PrivacyPortal.Tests.Support;
using JoinArena.PrivacyPortal.Tests.Support.Browsing;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace JoinArena.PrivacyPortal.Tests.Access.SecurityEvents;

/// <summary>What matters for who can do what leaves a line in the log, and what the team does leaves a row.</summary>
public sealed class SecurityEventTests(SecurityEventTests.LoggedPortal portal)
    : IClassFixture<SecurityEventTests.LoggedPortal>
{
    private const string Worker = "walker@people.example";

    [Fact]
    public async Task Every_kind_of_security_event_is_a_line_with_ids_and_without_addresses_or_names()
    {
        await portal.AddAccountAsync(Worker);
        var id = await FindIdAsync(Worker);
        await ActAtSignInAsync(id);
        await ActOnOwnAccountAsync(id);
        await ActOnTeamAsync();
        await ActWithKeysAsync();
        await portal.CreateAnonymousClient().ForgeAsync("/account/login", ("Email", Worker));
        Expect("input-refused", "refused", null, "form-token");

        var lines = portal.Log.Lines;
        lines.Select(l => l.Kind).Distinct().Order().ShouldBe(KebabCase.GetNames<SecurityEventKind>().Order());
        foreach (var line in lines)
        {
            line.Text.ShouldNotContain("@");
            line.Text.ShouldNotContain("127.0.0.1");
            line.Text.ShouldNotContain("walker");
            line.Text.ShouldNotContain("night-shift");
            DateTimeOffset
                .Parse(line.Fields["at"]!, CultureInfo.InvariantCulture)
                .Offset.ShouldBe(TimeSpan.Zero, line.Text);
        }
    }

    [Fact]
    public async Task What_the_team_does_is_in_its_audit_trail_and_what_workers_do_is_not()
    {
        await portal.AddAccountAsync("private@people.example");
        var officer = await portal.CreateStaffAccountAsync(Roles.Officer);
        await portal.SignInAsync("private@people.example");
        await (await portal.SignInAsync(officer)).GoToAsync("/staff/keys");
        var worker = await FindIdAsync("private@people.example");
        var staff = await FindIdAsync(officer);

        var kept = await Eventually.FindAsync(
            async () =>
            {
                await using var db = await OpenAsync();
                var rows = await db.SecurityEvents.AsNoTracking().Where(e => e.ActorId == staff).ToListAsync();
                return rows.Count >= 2 ? rows : null;
            },
            () => "the officer's events are not in the trail"
        );

        kept.Select(e => (e.Kind, e.Detail))
            .ShouldBe(
                [(SecurityEventKind.SignIn, SignInClaims.Password), (SecurityEventKind.PageRefused, "/staff/keys")],
                ignoreOrder: true
            );
        kept.ShouldAllBe(e => e.SessionId != null);
        portal.Log.Lines.ShouldContain(l => l.Kind == "sign-in" && l.Account == worker.ToString());
        await using var trail = await OpenAsync();
        (await trail.SecurityEvents.AnyAsync(e => e.ActorId == worker || e.SubjectId == worker)).ShouldBeFalse();
    }

    [Fact]
    public async Task The_audit_trail_has_a_change_of_role_as_soon_as_the_change_is_made()
    {
        var officer = await portal.CreateStaffAccountAsync(Roles.Officer);
        var id = await FindIdAsync(officer);

        await using var db = await OpenAsync();
        var given = await db.SecurityEvents.AsNoTracking().SingleAsync(e => e.SubjectId == id);
        (given.Kind, given.Detail, given.ActorId, given.Origin).ShouldBe(
            (SecurityEventKind.RoleGiven, Roles.Officer, null, SecurityEventOrigin.CommandLine)
        );
        db.SecurityEvents.Remove(given);
        await Should.ThrowAsync<InvalidOperationException>(() => db.SaveChangesAsync());
    }

    [Fact]
    public async Task Events_that_wait_when_the_portal_stops_are_in_the_trail_after_the_stop()
    {
        var officer = await portal.CreateStaffAccountAsync(Roles.Officer);
        var id = await FindIdAsync(officer);
        var security = portal.Services.GetRequiredService<SecurityLog>();

        for (var number = 0; number < 250; number++)
            security.Record(SecurityEventKind.SignIn, SecurityEventResult.Failed, id, "many");
        await portal.RestartAsync();

        await using var db = await OpenAsync();
        (await db.SecurityEvents.CountAsync(e => e.SubjectId == id && e.Detail == "many")).ShouldBe(250);
    }

    private async Task ActAtSignInAsync(Guid id)
    {
        var person = portal.CreateAnonymousClient();
        await TryAsync(person, "nobody@people.example", "wrong");
        Expect("sign-in", "failed", null);
        // The last ones are not checked any more.
        for (var tries = 0; tries < 6; tries++)
            await TryAsync(person, Worker, "wrong");
        Expect("sign-in", "failed", id);
        Expect("lock-out", "refused", id);

        await person.GoToAsync("/account/forgot-password");
        await person.Type("Email", Worker).PressAsync("Send me a link");
        Expect("password-reset-requested", "succeeded", id);
        var mail = await portal.Mail.WaitForEmailToAsync(Worker, "Set a new password");
        await person.GoToAsync(mail.FindLink("/account/reset-password"));
        await person.Type("New password", Given.Password).PressAsync("Set this password");
        Expect("password-reset", "succeeded", id);
    }

    private async Task ActOnOwnAccountAsync(Guid id)
    {
        var person = await portal.SignInAsync(Worker);
        Expect("sign-in", "succeeded", id);
        await person.GoToAsync("/account/confirm");
        await person.Type("Password", Given.Password).PressAsync("Continue");
        Expect("step-up", "succeeded", id);
        await person.GoToAsync("/account/manage");
        await person
            .Type("Current password", Given.Password)
            .Type("New password", "Another-harbour-42!")
            .PressAsync("Change password");
        Expect("password-changed", "succeeded", id);
        (await person.GoToAsync("/staff/keys")).Path.ShouldStartWith("/account/denied");
        Expect("page-refused", "refused", id);
        await (await person.GoToAsync("/account/manage")).PressAsync("Sign out everywhere");
        Expect("sessions-ended", "succeeded", id);
        Expect("sign-out", "succeeded", id);

        await using var scope = portal.Services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<PortalAccount>>();
        var account = (await users.FindByIdAsync(id.ToString()))!;
        (await users.SetTwoFactorEnabledAsync(account, true)).Succeeded.ShouldBeTrue();
        Expect("factor-added", "succeeded", id);
        (await users.SetTwoFactorEnabledAsync(account, false)).Succeeded.ShouldBeTrue();
        Expect("factor-removed", "succeeded", id);
        (await users.DeleteAsync(account)).Succeeded.ShouldBeTrue();
        Expect("account-closed", "succeeded", id);
    }

    private async Task ActOnTeamAsync()
    {
        var invitations = portal.Services.GetRequiredService<StaffInvitationService>();
        (await invitations.InviteAsync("walker-2@joinarena.example", Roles.Auditor, default)).IsSuccess.ShouldBeTrue();
        var id = await FindIdAsync("walker-2@joinarena.example");
        Expect("invited", "succeeded", id);
        Expect("role-given", "succeeded", id);
        (await portal.Services.GetRequiredService<TeamService>().TakeRolesAsync(id, null, default)).ShouldBeNull();
        Expect("role-taken", "succeeded", id);
    }

    private async Task ActWithKeysAsync()
    {
        var keys = portal.Services.GetRequiredService<ApiKeyStore>();
        var key = (await keys.CreateAsync("night-shift", [Scopes.WorkersRead], default)).Value!;
        var id = (await keys.ListAsync(default)).Single(k => k.Name == "night-shift").Id;
        Expect("key-made", "succeeded", id);
        await SendAsync(key);
        Expect("key-misused", "refused", id, "scope missing");
        await keys.RevokeAsync("night-shift", default);
        Expect("key-revoked", "succeeded", id);
        await SendAsync(key);
        Expect("key-misused", "failed", id, "revoked");
        await SendAsync(ApiKey.GenerateSecret());
        Expect("input-refused", "refused", null, "api-key");
        await SendAsync(key);
        portal.Log.Lines.Count(l => l.Subject == id.ToString() && l.Fields["detail"] == "revoked").ShouldBe(1);

        var kept = await Eventually.FindAsync(
            async () =>
            {
                await using var db = await OpenAsync();
                var rows = await db.SecurityEvents.AsNoTracking().Where(e => e.SubjectId == id).ToListAsync();
                return rows.Count >= 4 ? rows : null;
            },
            () => "the misuse of the key is not in the trail"
        );
        kept.Where(e => e.Kind == SecurityEventKind.KeyMisused)
            .Select(e => e.Detail)
            .ShouldBe(["scope missing", "revoked"], ignoreOrder: true);
    }

    private async Task SendAsync(string key)
    {
        using var http = new HttpClient { BaseAddress = portal.Url };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        using var answer = await http.PutAsync(new Uri("/api/v1/workers/w-night", UriKind.Relative), null);
        ((int)answer.StatusCode).ShouldBeInRange(401, 403);
    }

    private static async Task TryAsync(HtmlClient person, string email, string password)
    {
        await person.GoToAsync("/account/login");
        await person.Type("Email", email).Type("Password", password).PressAsync("Sign in");
    }

    private void Expect(string kind, string result, Guid? id, string? detail = null) =>
        portal.Log.Lines.ShouldContain(
            l =>
                l.Kind == kind
                && l.Result == result
                && (l.Subject ?? l.Account) == (id == null ? null : id.ToString())
                && (detail == null || l.Fields["detail"] == detail),
            $"{kind} {result} {id} {detail}\n{string.Join('\n', portal.Log.Lines.Select(l => l.Text))}"
        );

    private async Task<Guid> FindIdAsync(string email)
    {
        await using var db = await OpenAsync();
        return await db.Accounts.Where(a => a.Email == email).Select(a => a.Id).SingleAsync();
    }

    private Task<PortalDbContext> OpenAsync() =>
        portal.Services.GetRequiredService<IDbContextFactory<PortalDbContext>>().CreateDbContextAsync();

    /// <summary>A portal whose log can be read.</summary>
    public sealed class LoggedPortal : Portal
    {
        internal SecurityEventCollector Log { get; } = new();

        protected override void Replace(IServiceCollection services) => services.AddSingleton<ILoggerProvider>(Log);
    }
}
