using System.Net;
using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Tests.Support;
using JoinArena.PrivacyPortal.Tests.Support.Browsing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace JoinArena.PrivacyPortal.Tests.Staff;

/// <summary>The page on which an administrator creates and revokes API keys.</summary>
public sealed class KeysPageTests(Portal portal) : IClassFixture<Portal>
{
    [Fact]
    public async Task A_key_is_created_shown_once_used_and_revoked()
    {
        var admin = await OpenAsync();
        admin
            .Page.QuerySelectorAll("main a")
            .Single(link => link.TextContent == "Read the description of the API")
            .GetAttribute("href")
            .ShouldBe("/api");
        admin
            .Type("Which system uses it?", "evaluator")
            .Tick("Announce workers and change their details, and hand in their deletion requests. workers:write")
            .Type("Your password", Given.Password);
        await admin.PressAsync("Create the key");

        var key = admin.Page.QuerySelector("code").ShouldNotBeNull(admin.Text).TextContent;
        key.ShouldStartWith(ApiKey.Prefix);
        await new ApiClient(portal.Url, key).PutWorkerAsync("w-by-page", "page@people.example", "Kim");
        (await admin.GoToAsync("/staff/keys")).Text.ShouldNotContain(key);
        admin.Text.ShouldContain(
            "evaluator Announce workers and change their details, and hand in their deletion requests. workers:write"
        );

        await admin.PressAsync("Revoke: evaluator");

        admin.Text.ShouldContain("The key is revoked. It no longer works.");
        using var refused = await new ApiClient(portal.Url, key).Http.PutAsync(
            new Uri("/api/v1/workers/w-x", UriKind.Relative),
            null
        );
        refused.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_missing_field_is_named_and_no_key_is_made()
    {
        var admin = await OpenAsync();
        admin.Type("Which system uses it?", "half").Type("Your password", "wrong");
        await admin.PressAsync("Create the key");
        admin.Text.ShouldContain("Choose at least one scope.");

        admin
            .Type("Which system uses it?", "half")
            .Tick("Announce parties and how to notify them, and read that. parties:write")
            .Type("Your password", "wrong");
        await admin.PressAsync("Create the key");

        admin.Text.ShouldContain("That is not your password.");
        (await portal.Services.GetRequiredService<ApiKeyStore>().ListAsync(default)).ShouldNotContain(k =>
            k.Name == "half"
        );
    }

    [Fact]
    public async Task The_keys_page_is_accessible_says_what_each_scope_allows_and_copies_a_new_key()
    {
        var administrator = await portal.CreateStaffAccountAsync(Roles.Administrator);

        await portal.VisitInBrowserAsync(async person =>
        {
            await person.SignsInAsync(administrator);
            await person.GoesToAsync("/staff/keys");
            await person.ExpectsAccessiblePageAsync();
            await Assertions
                .Expect(person.Page.GetByLabel("Announce workers and change their details, and hand in their deletion"))
                .ToHaveValueAsync(Scopes.WorkersWrite);

            await person.Page.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
            await person.TypesAsync("Which system uses it?", "copied");
            await person.TicksAsync("Announce parties and how to notify them, and read that.");
            await person.TypesAsync("Your password", Given.Password);
            await person.PressesAsync("Create the key");
            await person.Page.GetByRole(AriaRole.Button, new() { Name = "Copy" }).ClickAsync();
            await person.SeesAsync("Copied");
            (await person.Page.EvaluateAsync<string>("() => navigator.clipboard.readText()")).ShouldStartWith(
                ApiKey.Prefix
            );
            await person.ExpectsAccessiblePageAsync();
        });
    }

    [Fact]
    public async Task Only_an_administrator_can_open_the_keys_page()
    {
        var officer = await portal.SignInAsync(await portal.CreateStaffAccountAsync(Roles.Officer));

        (await officer.GoToAsync("/staff/keys")).Path.ShouldStartWith("/account/denied");
    }

    private async Task<HtmlClient> OpenAsync() =>
        await (await portal.SignInAsync(await portal.CreateStaffAccountAsync(Roles.Administrator))).GoToAsync(
            "/staff/keys"
        );
}
