using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Account;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Tests.Support;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace JoinArena.PrivacyPortal.Tests.Account.Oidc;

/// <summary>Workers who continue with JoinArena: one account each, whatever was there before. On both databases.</summary>
public abstract class OidcSignInTests(OidcPortal portal)
{
    [Fact]
    public async Task A_worker_without_an_account_arrives_where_they_wanted_to_go_without_an_email_to_confirm()
    {
        var ana = await portal.AnnounceAsync();

        var browser = await portal.ContinueAsync(ana, "/my-data?party=openai&period=2026-11");

        browser.Path.ShouldBe("/my-data?party=openai&period=2026-11");
        browser.Text.ShouldContain("Who has my data");
        portal.Mail.GetEmailsTo(ana.Email!).ShouldBeEmpty();
        var account = (await portal.FindAccountAsync(ana)).ShouldNotBeNull();
        account.Email.ShouldBe(ana.Email);
        account.PasswordHash.ShouldBeNull();
        await browser.GoToAsync("/account/manage");
        browser.Text.ShouldContain("your account has no password here");
        browser.Page.QuerySelector("#current").ShouldBeNull();
    }

    [Fact]
    public async Task A_worker_whom_the_platform_has_sent_to_the_policy_gets_there_with_the_way_back()
    {
        var ana = await portal.AnnounceAsync();
        var wanted = "/policy/accept?returnUrl=" + Uri.EscapeDataString("https://app.joinarena.example/back?job=7&x=ü");

        var browser = await portal.ContinueAsync(ana, wanted);

        Uri.UnescapeDataString(browser.Path).ShouldBe(Uri.UnescapeDataString(wanted));
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example/")]
    public async Task The_way_back_leads_to_no_other_site(string elsewhere)
    {
        portal.Provider.Person = await portal.AnnounceAsync();

        var browser = await portal
            .CreateAnonymousClient()
            .GoToAsync($"/account/oidc/sign-in?returnUrl={Uri.EscapeDataString(elsewhere)}");

        browser.Path.ShouldBe("/");
    }

    [Fact]
    public async Task The_next_time_it_is_the_same_account()
    {
        var ana = await portal.AnnounceAsync();
        await portal.ContinueAsync(ana);
        var first = (await portal.FindAccountAsync(ana))!.Id;

        await portal.ContinueAsync(ana);

        (await portal.FindAccountAsync(ana))!.Id.ShouldBe(first);
    }

    [Fact]
    public async Task Somebody_who_has_confirmed_the_announced_address_here_keeps_account_and_password()
    {
        var worker = await portal.SetUpAsync(Given.Worker());
        var before = (await portal.FindAccountAsync(worker.Email))!.Id;

        await portal.ContinueAsync(new(worker.Id));

        (await portal.FindAccountAsync(new ProviderPerson(worker.Id)))!.Id.ShouldBe(before);
        (await portal.SignInAsync(worker.Email)).Path.ShouldBe("/");
    }

    [Fact]
    public async Task A_stranger_who_has_registered_the_address_before_has_no_way_in_afterwards()
    {
        var ana = await portal.AnnounceAsync();
        var stranger = await portal.CreateAnonymousClient().GoToAsync("/account/register");
        await stranger.Type("Email", ana.Email!).Type("Password", Given.Password).PressAsync("Create account");
        var link = (await portal.Mail.WaitForEmailToAsync(ana.Email!, "Confirm")).FindLink("/account/confirm-email");

        var browser = await portal.ContinueAsync(ana);

        browser.Path.ShouldBe("/account/manage");
        var account = (await portal.FindAccountAsync(ana)).ShouldNotBeNull();
        account.Id.ShouldBe((await portal.FindAccountAsync(ana.Email!))!.Id);
        account.PasswordHash.ShouldBeNull();
        await stranger.GoToAsync("/account/login");
        await stranger.Type("Email", ana.Email!).Type("Password", Given.Password).PressAsync("Sign in");
        stranger.Path.ShouldBe("/account/login");
        (await stranger.GoToAsync(link)).Text.ShouldContain("This link no longer works");
    }

    [Fact]
    public async Task A_sub_that_is_no_announced_worker_gets_a_page_and_no_account_until_it_is_announced()
    {
        var nobody = new ProviderPerson($"w-{Guid.CreateVersion7():N}") { Email = "nobody@people.example" };

        var browser = await portal.ContinueAsync(nobody, "/my-data");

        browser.Path.ShouldStartWith("/account/oidc/refused/not-announced");
        browser.Text.ShouldContain("We do not know you yet");
        (await portal.FindAccountAsync(nobody)).ShouldBeNull();
        (await portal.FindAccountAsync(nobody.Email)).ShouldBeNull();
        (await portal.CreateAnonymousClient().GoToAsync("/my-data")).Path.ShouldStartWith("/account/login");
        await (await portal.CreateApiClientAsync()).PutWorkerAsync(nobody.Subject, nobody.Email, "Nora");
        await browser.FollowAsync("Try again");
        browser.Path.ShouldBe("/my-data");
    }

    [Fact]
    public async Task An_address_that_changes_at_the_provider_alone_changes_nothing_here()
    {
        var ana = await portal.AnnounceAsync();
        await portal.ContinueAsync(ana);

        var browser = await portal.ContinueAsync(ana with { Email = "elsewhere@people.example" });

        browser.Text.ShouldContain($"You are signed in as {ana.Email}");
        (await portal.FindAccountAsync("elsewhere@people.example")).ShouldBeNull();
    }

    [Fact]
    public async Task An_announced_address_moves_the_account_and_ends_its_sessions()
    {
        var ana = await portal.AnnounceAsync();
        var browser = await portal.ContinueAsync(ana);
        var before = (await portal.FindAccountAsync(ana))!.Id;
        var next = $"new-{ana.Email}";

        await (await portal.CreateApiClientAsync()).PutWorkerAsync(ana.Subject, next, "Ana Lopes");

        (await browser.GoToAsync("/account/manage")).Path.ShouldStartWith("/account/login");
        (await portal.FindAccountAsync(ana.Email!)).ShouldBeNull();
        browser = await portal.ContinueAsync(ana);
        browser.Text.ShouldContain($"You are signed in as {next}");
        (await portal.FindAccountAsync(ana))!.Id.ShouldBe(before);
    }

    [Fact]
    public async Task An_announced_address_that_has_an_account_already_becomes_that_account()
    {
        var ana = await portal.AnnounceAsync();
        await portal.ContinueAsync(ana);
        var next = $"taken-{ana.Email}";
        await portal.AddAccountAsync(next);

        await (await portal.CreateApiClientAsync()).PutWorkerAsync(ana.Subject, next, "Ana Lopes");
        (await portal.FindAccountAsync(ana)).ShouldBeNull();
        await portal.ContinueAsync(ana);

        (await portal.FindAccountAsync(ana))!.Id.ShouldBe((await portal.FindAccountAsync(next))!.Id);
    }

    [Fact]
    public async Task Announcing_a_worker_with_the_address_of_staff_opens_no_account_of_staff()
    {
        var officer = await portal.CreateStaffAccountAsync(Roles.Officer);
        var mallory = await portal.AnnounceAsync(officer);

        var browser = await portal.ContinueAsync(mallory);

        browser.Path.ShouldStartWith("/account/oidc/refused/address-taken");
        (await portal.FindAccountAsync(mallory)).ShouldBeNull();
        (await portal.FindAccountAsync(officer))!.PasswordHash.ShouldNotBeNull();
    }

    [Fact]
    public async Task Two_first_sign_ins_at_once_make_one_account()
    {
        var ana = await portal.AnnounceAsync();
        portal.Provider.Person = ana;

        await Task.WhenAll(
            Enumerable
                .Range(0, 4)
                .Select(_ =>
                    portal.CreateAnonymousClient().GoToAsync("/account/oidc/sign-in?returnUrl=/account/manage")
                )
        );

        await using var scope = portal.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PortalDbContext>();
        (await db.Set<IdentityUserLogin<Guid>>().CountAsync(l => l.ProviderKey == ana.Subject)).ShouldBe(1);
        (await db.Accounts.CountAsync(a => a.Email == ana.Email)).ShouldBe(1);
    }

    public sealed class OnSqlite(OidcPortal portal) : OidcSignInTests(portal), IClassFixture<OidcPortal>;

    public sealed class OnPostgres(OidcPortalOnPostgres portal)
        : OidcSignInTests(portal),
            IClassFixture<OidcPortalOnPostgres>;
}
