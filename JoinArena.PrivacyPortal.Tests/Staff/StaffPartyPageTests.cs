using System.Net;
using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Notifications.Webhooks;
using JoinArena.PrivacyPortal.Tests.Notifications.Webhooks;
using JoinArena.PrivacyPortal.Tests.Support;
using JoinArena.PrivacyPortal.Tests.Support.Browsing;

namespace JoinArena.PrivacyPortal.Tests.Staff;

/// <summary>The staff pages of parties: how each is notified, tests of that, and merges.</summary>
public sealed class StaffPartyPageTests(StaffPortal portal) : IClassFixture<StaffPortal>
{
    [Fact]
    public async Task An_administrator_sets_a_webhook_sees_its_secret_once_tests_it_and_gives_it_another()
    {
        var id = await PartyAsync("Hooked");
        var admin = await AdminAsync();
        await using var receiver = await ReceiverInNode.StartAsync(WebhookSecret.Generate());
        await admin.GoToAsync($"/staff/parties/{id}");
        await admin
            .Type("Notified by", "webhook")
            .Type("Address of its webhook or API", receiver.Url.ToString())
            .Type("Your password", Given.Password)
            .PressAsync("Save");
        var secret = admin.Page.QuerySelector("[role=status] code").ShouldNotBeNull(admin.Text).TextContent;
        WebhookSecret.IsValid(secret).ShouldBeTrue();
        (await admin.GoToAsync($"/staff/parties/{id}")).Text.ShouldNotContain(secret);
        await receiver.UseSecretAsync(secret);

        await admin.PressAsync("Send a test");

        var call = await receiver.WaitForCallAsync();
        call.Verified.ShouldBeTrue(call.Fault);
        (
            (string?)call.Event["type"],
            (bool?)call.Event["data"]!["test"],
            (string?)call.Event["data"]!["partyId"]
        ).ShouldBe(("com.joinarena.connector.test.v1", true, id));
        await ResultAsync(admin, id, "Delivered");

        await receiver.SetAnswerAsync(503);
        await admin.PressAsync("Send a test");
        await ResultAsync(admin, id, "The test ended with http-503.");
        (await admin.GoToAsync("/staff/deliveries")).Text.ShouldNotContain("connector-test");

        await admin.GoToAsync($"/staff/parties/{id}");
        await admin
            .Tick("Give its webhook a new secret. The old one also signs for one more day.")
            .Type("Your password", Given.Password)
            .PressAsync("Save");
        admin.Page.QuerySelector("[role=status] code").ShouldNotBeNull(admin.Text).TextContent.ShouldNotBe(secret);
        admin.Text.ShouldContain("The previous secret also signs until");
        admin.Text.ShouldContain("Its webhook got a new secret");
    }

    [Fact]
    public async Task A_test_email_says_that_it_is_one_and_a_recipe_is_checked_without_a_call()
    {
        var id = await PartyAsync("Mailed");
        var admin = await AdminAsync();
        await admin.GoToAsync($"/staff/parties/{id}");
        await admin
            .Type("Notified by", "email")
            .Type("Email address", "privacy@mailed.example")
            .Type("Your password", Given.Password)
            .PressAsync("Save");
        await admin.PressAsync("Send a test");
        (
            await portal.Mail.WaitForEmailToAsync("privacy@mailed.example", "Test from the JoinArena privacy portal")
        ).Text.ShouldContain("You do not need to erase anything or reply.");
        await ResultAsync(admin, id, "Delivered");

        await admin
            .Type("Notified by", "http")
            .Type("Address of its webhook or API", "https://api.assemblyai.com")
            .Type("Recipe of its API", "assemblyai")
            .Type("Your password", Given.Password)
            .PressAsync("Save");
        await admin.PressAsync("Check the recipe");
        await ResultAsync(admin, id, "The key for the party’s API is not configured.");
    }

    [Fact]
    public async Task An_invalid_value_is_named_beside_its_field_and_nothing_is_changed()
    {
        var id = await PartyAsync("Wrong");
        var admin = await AdminAsync();
        await admin.GoToAsync($"/staff/parties/{id}");
        await admin
            .Type("Notified by", "webhook")
            .Type("Address of its webhook or API", "ftp://elsewhere.example")
            .Type("Your password", Given.Password)
            .PressAsync("Save");
        admin.Text.ShouldContain("Enter an https address on the public Internet");
        await admin
            .Type("Notified by", "http")
            .Type("Address of its webhook or API", "https://attacker.example")
            .Type("Recipe of its API", "assemblyai")
            .Type("Your password", Given.Password)
            .PressAsync("Save");
        admin.Text.ShouldContain("With a recipe it must be an address that the recipe names.");
        await admin
            .Type("Notified by", "email")
            .Type("Email address", "privacy@wrong.example")
            .Type("Your password", "wrong")
            .PressAsync("Save");
        admin.Text.ShouldContain("That is not your password.");
        (await admin.GoToAsync($"/staff/parties/{id}")).Text.ShouldContain("Notified by A person on the team");
        admin.Text.ShouldContain("No administrator has changed anything about this party.");
    }

    [Fact]
    public async Task Officers_and_auditors_read_administrators_change_and_workers_have_no_access()
    {
        var id = await PartyAsync("Guarded");
        foreach (var role in new[] { Roles.Officer, Roles.Auditor })
        {
            var reader = await portal.SignInAsync(await portal.CreateStaffAccountAsync(role));
            (await reader.GoToAsync($"/staff/parties?find={id}")).Text.ShouldContain("Guarded");
            await reader.FollowAsync("Guarded");
            reader.Page.QuerySelectorAll("main form[method=post]").ShouldBeEmpty();
            (await reader.GoToAsync($"/staff/parties/{id}/merge?into=x")).Path.ShouldStartWith("/account/denied");
        }

        var worker = await portal.SignInAsync((await portal.SetUpAsync(Given.Worker())).Email);
        foreach (var page in new[] { "/staff/parties", $"/staff/parties/{id}", $"/staff/parties/{id}/merge" })
            (await worker.GoToAsync(page)).Path.ShouldStartWith("/account/denied");
        (await (await AdminAsync()).GoToAsync("/staff/parties/nobody")).Status.ShouldBe(404);
    }

    [Fact]
    public async Task A_forged_form_from_an_officer_changes_nothing()
    {
        var id = await PartyAsync("Forged");
        var officer = await portal.SignInAsync(await portal.CreateStaffAccountAsync(Roles.Officer));
        await officer.GoToAsync($"/staff/parties/{id}");
        using var answer = await officer.ForgeAsync(
            $"/staff/parties/{id}",
            ("_handler", "connect"),
            ("Type", "manual"),
            ("Password", Given.Password)
        );
        answer.StatusCode.ShouldBeOneOf(HttpStatusCode.BadRequest, HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task The_party_pages_are_accessible()
    {
        var id = await PartyAsync("Sound One");
        var other = await PartyAsync("Sound Two");
        var admin = await portal.CreateStaffAccountAsync(Roles.Administrator);
        await portal.VisitInBrowserAsync(async person =>
        {
            await person.SignsInAsync(admin);
            await person.GoesToAsync("/staff");
            await person.ExpectsAccessiblePageAsync();
            await person.GoesToAsync($"/staff/parties?find={id}");
            await person.ExpectsAccessiblePageAsync();
            await person.FollowsAsync("Sound One");
            await person.ExpectsAccessiblePageAsync();
            await person.Page.GetByText("Change how we notify it").ClickAsync();
            await person.ExpectsAccessiblePageAsync();
            await person.ChoosesAsync("Notified by", "A signed webhook");
            await person.TypesAsync("Address of its webhook or API", "http://127.0.0.1:9/nobody");
            await person.TypesAsync("Your password", Given.Password);
            await person.PressesAsync("Save");
            await person.SeesAsync("We show it only once");
            await person.ExpectsAccessiblePageAsync();
            await person.PressesAsync("Send a test");
            await person.SeesAsync("Test the connector");
            await person.ExpectsAccessiblePageAsync();
            await person.GoesToAsync($"/staff/parties/{id}/merge");
            await person.TypesAsync("Name or id of the party to keep", other);
            await person.SeesAsync("1 party of the same kind");
            await person.ExpectsAccessiblePageAsync();
            await person.FollowsAsync("Sound Two");
            await person.SeesAsync("Sound One becomes part of Sound Two. This cannot be undone.");
            await person.ExpectsAccessiblePageAsync();
            await person.GoesToAsync($"/staff/parties/{id}/merge?into={id}");
            await person.SeesAsync("These are the same id.");
            await person.ExpectsAccessiblePageAsync();
        });
    }

    private static Task<HtmlClient> ResultAsync(HtmlClient admin, string id, string result) =>
        Eventually.FindAsync(
            async () =>
                (await admin.GoToAsync($"/staff/parties/{id}")).Text.Contains(result, StringComparison.Ordinal)
                    ? admin
                    : null,
            () => admin.Text
        );

    private async Task<string> PartyAsync(string name)
    {
        var id = $"p-{Guid.NewGuid():N}";
        await (await portal.CreateApiClientAsync()).PutPartyAsync(id, name, "hiring-company");
        return id;
    }

    private async Task<HtmlClient> AdminAsync() =>
        await portal.SignInAsync(await portal.CreateStaffAccountAsync(Roles.Administrator));
}
