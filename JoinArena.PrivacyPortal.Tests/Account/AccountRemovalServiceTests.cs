using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Deletion.Requests.ClosedAccounts;
using JoinArena.PrivacyPortal.Tests.Deletion;
using JoinArena.PrivacyPortal.Tests.Deletion.Requests.MyRequests;
using JoinArena.PrivacyPortal.Tests.Jurisdictions;
using JoinArena.PrivacyPortal.Tests.Support;
using JoinArena.PrivacyPortal.Tests.Support.Browsing;
using JoinArena.PrivacyPortal.Tests.Support.Databases;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace JoinArena.PrivacyPortal.Tests.Account;

/// <summary>Closing an account, with forms alone, and following a request without one.</summary>
public sealed class AccountRemovalServiceTests(DeletionPortal portal) : IClassFixture<DeletionPortal>
{
    [Fact]
    public async Task A_worker_who_closes_their_account_can_follow_their_request_to_its_end_and_the_account_cannot_sign_in()
    {
        var (worker, id) = await portal.SignInWorkerAsync("Northwind");
        var email = $"{id}@people.example";
        await worker.GoToAsync("/deletion/new");
        await worker.Choose("Form.Kind", "everything").PressAsync("Continue");
        await worker.PressAsync("Continue");
        await worker.Type("Password", Given.Password).PressAsync("Confirm deletion request");
        await worker.PressAsync("Notify the parties now");

        await (await worker.GoToAsync("/account/manage")).FollowAsync("Close my account");
        await worker.Type("Password", "not it at all 12").PressAsync("Close my account");
        worker.Page.QuerySelector("#password-error")!.TextContent.ShouldContain("That password is not correct.");
        await worker.Type("Password", Given.Password).PressAsync("Close my account");

        worker.Text.ShouldContain("Your account is closed");
        worker.Text.ShouldContain("In progress");
        var address = worker.Path.Split('?')[0];
        (await worker.GoToAsync("/my-data")).Path.ShouldStartWith("/account/login");
        (await worker.Type("Email", email).Type("Password", Given.Password).PressAsync("Sign in")).Path.ShouldStartWith(
            "/account/login"
        );
        (
            await portal.Mail.WaitForEmailToAsync(email, "Follow your deletion request without an account")
        ).Text.ShouldContain(address);
        await portal.Mail.WaitForEmailToAsync(email, "Your account is closed");

        var officer = await portal.SignInStaffAsync(Roles.Officer);
        await officer.GoToAsync("/staff/requests");
        await officer.FollowAsync(await NumberAsync(id));
        await officer.Type("What Northwind answered", "erased").PressAsync("Record the answer: Northwind");

        var stranger = await portal.CreateAnonymousClient().GoToAsync(address);
        stranger.Text.ShouldContain("Your data is erased at 1 party");
        stranger.Text.ShouldNotContain("you can complain to");
        stranger.Page.QuerySelectorAll("main a").ShouldContain(a => a.TextContent == "Write to our privacy team");
        stranger.Page.QuerySelectorAll("main a[href^='/my-data']").ShouldBeEmpty();
        using var certificate = await stranger.FetchAsync($"{address}/{await NumberAsync(id)}/certificate.note");
        (await certificate.Content.ReadAsStringAsync()).ShouldContain("\"type\":\"deletion-certificate\"");
    }

    [Fact]
    public async Task Without_an_account_a_worker_reads_why_a_request_was_refused_and_is_offered_no_act_that_needs_one()
    {
        var (worker, _) = await portal.SignInWorkerAsync("Northwind");
        var number = await worker.ConfirmRequestAsync();
        await (await worker.GoToAsync("/account/close"))
            .Type("Password", Given.Password)
            .PressAsync("Close my account");
        worker.Text.ShouldContain("No party is notified before ");
        worker.Text.ShouldNotContain("withdraw");

        await RefuseAsync(number, "A claim is open with them.");
        var stranger = await portal.CreateAnonymousClient().GoToAsync(worker.Path.Split('?')[0]);

        stranger.Text.ShouldContain("Below you can read why, and where you can complain.");
        stranger.Text.ShouldContain("Why we refused A claim is open with them.");
        stranger.Text.ShouldContain("This data is needed to make or answer a legal claim. (GDPR Art. 17(3)(e))");
        stranger.Text.ShouldContain($"Contact us, and give the number {number}.");
        stranger.Text.ShouldNotContain("Times are shown for", Case.Sensitive, "the foot of every page says it");
        stranger.Page.QuerySelector("footer")!.TextContent.ShouldContain("Times are shown for");
    }

    private async Task RefuseAsync(string number, string reasons)
    {
        var first = await (await portal.SignInStaffAsync(Roles.Officer)).GoToAsync($"/staff/requests/{number}/refuse");
        await first
            .Type("What is refused", "everything")
            .Choose("Ground", "gdpr-legal-claims")
            .Type("The reasons, for the worker", reasons)
            .PressAsync("Preview the email");
        await first.PressAsync("Propose this to a colleague");
        var second = await portal.SignInAsync(await portal.CreateStaffAccountAsync(Roles.Officer));
        await second.GoToAsync($"/staff/requests/{number}");
        await second.PressAsync("Refuse and send the email");
    }

    [Fact]
    public async Task The_tracking_page_shows_data_that_was_disclosed_again_after_the_request()
    {
        var (worker, id) = await portal.SignInWorkerAsync("Northwind");
        await worker.GoToAsync("/deletion/new");
        await worker.Choose("Form.Kind", "everything").PressAsync("Continue");
        await worker.PressAsync("Continue");
        await worker.Type("Password", Given.Password).PressAsync("Confirm deletion request");
        await worker.PressAsync("Notify the parties now");
        await (await worker.GoToAsync("/account/close"))
            .Type("Password", Given.Password)
            .PressAsync("Close my account");
        var address = worker.Path.Split('?')[0];

        var api = await portal.CreateApiClientAsync();
        await api.PutPartyAsync($"{id}-later", "Got It Later", "llm-provider");
        await api.DiscloseAsync(Given.Disclosure(id, $"{id}-later"));

        var stranger = portal.CreateAnonymousClient();
        await Eventually.FindAsync(
            async () =>
                (await stranger.GoToAsync(address)).Text.Contains("New copies of your data", StringComparison.Ordinal)
                    ? stranger
                    : null,
            () => stranger.Text
        );
        stranger.Text.ShouldContain("Got It Later");
        stranger.Text.ShouldContain("You asked for this to be deleted: Everything.");
        stranger.Text.ShouldContain("Asked on ");
        stranger.Page.QuerySelectorAll("main a[href^='/my-data']").ShouldBeEmpty();
        using var page = await stranger.FetchAsync(address);
        page.Headers.CacheControl.ShouldNotBeNull().NoStore.ShouldBeTrue("the address is a secret");
    }

    [Fact]
    public async Task A_worker_without_a_request_gets_no_tracking_link()
    {
        var (worker, _) = await portal.SignInWorkerAsync();

        await (await worker.GoToAsync("/account/close"))
            .Type("Password", Given.Password)
            .PressAsync("Close my account");

        worker.Path.ShouldBe("/account/closed");
    }

    [Fact]
    public async Task A_guessed_tracking_link_shows_nothing()
    {
        (
            await portal
                .CreateAnonymousClient()
                .GoToAsync("/deletion/follow/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")
        ).Status.ShouldBe(404);
        using var file = await portal
            .CreateAnonymousClient()
            .FetchAsync("/deletion/follow/guess/DR-2026-000001/certificate.note");
        ((int)file.StatusCode).ShouldBe(404);
    }

    private async Task<string> NumberAsync(string worker)
    {
        await using var db = await portal
            .Services.GetRequiredService<IDbContextFactory<PortalDbContext>>()
            .CreateDbContextAsync();
        return await db.DeletionRequests.Where(r => r.WorkerId == worker).Select(r => r.Number).SingleAsync();
    }
}

/// <summary>The secret addresses, on both databases.</summary>
public abstract class TrackingLinkServiceTests(TestDatabase database)
{
    [Fact]
    public async Task A_tracking_link_works_for_a_year_and_only_its_hash_is_stored()
    {
        var bench = await new DeletionFixture(database).WithWorkerAsync();
        await bench.AddHoldingPartyAsync("Northwind");
        var links = new TrackingLinkService(bench.Contexts, ReviewedRules.Shipped, TestLocalizer.English, bench.Clock);
        (await links.CreateAsync(bench.Worker, default)).ShouldBeNull();
        var number = await bench.CreateConfirmedRequestAsync();

        var secret = (await links.CreateAsync(bench.Worker, default))!.Split('/')[^1];

        (await links.FindAsync(secret, default))!.Select(r => r.Number).ShouldBe([number]);
        await using (var db = await bench.Contexts.CreateDbContextAsync())
            (await db.TrackingLinks.SingleAsync(l => l.WorkerId == bench.Worker)).Hash.Length.ShouldBe(32);
        bench.Clock.Advance(TrackingLinkService.Lifetime - TimeSpan.FromSeconds(1));
        (await links.FindWorkerIdAsync(secret, default)).ShouldBe(bench.Worker);
        bench.Clock.Advance(TimeSpan.FromSeconds(1));
        (await links.FindAsync(secret, default)).ShouldBeNull();
    }

    [Fact]
    public async Task A_tracking_link_does_not_show_a_request_that_is_withheld_since_the_email_address_changed()
    {
        var bench = await new DeletionFixture(database).WithWorkerAsync();
        await bench.AddHoldingPartyAsync("Northwind");
        var links = new TrackingLinkService(bench.Contexts, ReviewedRules.Shipped, TestLocalizer.English, bench.Clock);
        var number = (await bench.CreateStartedRequestAsync()).Number;
        await using (var db = await bench.Contexts.CreateDbContextAsync())
        {
            var request = await db.DeletionRequests.Include(r => r.Tasks).SingleAsync(r => r.Number == number);
            request.Withhold(bench.Clock.GetUtcNow());
            await db.SaveChangesAsync();
        }

        var secret = (await links.CreateAsync(bench.Worker, default))!.Split('/')[^1];

        var followed = (await links.FindAsync(secret, default)).ShouldNotBeNull().ShouldHaveSingleItem();
        followed.IsWithheld.ShouldBeTrue();
        followed.Tasks.ShouldBeEmpty();
        followed.Events.ShouldBeEmpty();
    }

    public sealed class OnSqlite(SqliteDatabase database)
        : TrackingLinkServiceTests(database),
            IClassFixture<SqliteDatabase>;

    public sealed class OnPostgres(PostgresDatabase database)
        : TrackingLinkServiceTests(database),
            IClassFixture<PostgresDatabase>;
}
