using System.Text.RegularExpressions;
using AngleSharp.Html.Dom;
using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Tests.Account;
using JoinArena.PrivacyPortal.Tests.Support;
using JoinArena.PrivacyPortal.Tests.Support.Browsing;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace JoinArena.PrivacyPortal.Tests.Shell.Middleware;

/// <summary>A form that is sent again: with F5, with "Back", or from a second tab.</summary>
public sealed partial class RepeatedFormTests(Portal portal) : IClassFixture<Portal>
{
    private const string NotOpen = "That form is no longer open";

    [Theory]
    [InlineData(null)]
    [InlineData(Roles.Worker)]
    [InlineData(Roles.Officer)]
    [InlineData(Roles.Administrator)]
    public async Task Every_page_answers_a_form_that_it_no_longer_has_with_the_page_as_it_is(string? role)
    {
        var person = await ArriveAsAsync(role);
        var faults = new List<string>();

        foreach (var address in FindPages())
        {
            using var answer = await SendAsync(person, address, ("_handler", "a-form-that-was-here-before"));
            var status = (int)answer.StatusCode;
            var text = await answer.Content.ReadAsStringAsync();
            // A page that is not for this reader, or of something that does not exist, says so.
            if (status is not (200 or 403 or 404 or 410 or 416) || !text.Contains("<h1", StringComparison.Ordinal))
                faults.Add($"{address}: {status}");
            else if (status == 200 && IsSamePage(answer, address) && !text.Contains(NotOpen, StringComparison.Ordinal))
                faults.Add($"{address}: does not say that nothing was done");
        }

        faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_address_confirmed_twice_is_confirmed()
    {
        var email = $"p-{Guid.CreateVersion7():N}@people.example";
        var person = await portal.CreateAnonymousClient().GoToAsync("/account/register");
        await person.Type("Email", email).Type("Password", Given.Password).PressAsync("Create account");
        var link = (await portal.Mail.WaitForEmailToAsync(email, "Confirm")).FindLink("/account/confirm-email");
        await person.GoToAsync(link);
        var token = TokenOf(person);

        for (var time = 1; time <= 2; time++)
        {
            using var answer = await person.ForgeAsync(link, ("_handler", "confirm-email"), token);

            answer.RequestMessage!.Method.ShouldBe(HttpMethod.Get, "a post ends in a redirect");
            (await answer.Content.ReadAsStringAsync()).ShouldContain("Your email address is confirmed");
        }
    }

    [Fact]
    public async Task A_password_set_twice_with_one_link_is_set_once()
    {
        var email = $"p-{Guid.CreateVersion7():N}@people.example";
        await portal.AddAccountAsync(email);
        var person = await portal.CreateAnonymousClient().GoToAsync("/account/forgot-password");
        await person.Type("Email", email).PressAsync("Send me a link");
        var link = (await portal.Mail.WaitForEmailToAsync(email, "new password")).FindLink("/account/reset-password");
        await person.GoToAsync(link);
        var token = TokenOf(person);
        (string, string)[] form = [("_handler", "reset-password"), ("Password", "Slow-river-72-stones"), token];

        using var first = await person.ForgeAsync(link, form);
        using var second = await person.ForgeAsync(link, form);

        first.RequestMessage!.Method.ShouldBe(HttpMethod.Get, "a post ends in a redirect");
        (await first.Content.ReadAsStringAsync()).ShouldContain("Your new password is set");
        (await second.Content.ReadAsStringAsync()).ShouldContain("This link no longer works");
    }

    [Fact]
    public async Task A_deletion_request_confirmed_in_a_second_tab_leads_to_the_request()
    {
        var worker = await portal.SetUpAsync(Given.Worker().WhoseDataWentTo("northwind", "Northwind"));
        var person = await portal.SignInAsync(worker.Email);
        await person.GoToAsync("/deletion/new");
        await person.Choose("Form.Kind", "everything").PressAsync("Continue");
        await person.PressAsync("Continue");
        var step = person.Path;
        var token = TokenOf(person);
        await person.Type("Password", Given.Password).PressAsync("Confirm deletion request");
        var number = person.Path.Split('/', '?')[2];

        using var second = await person.ForgeAsync(
            step,
            ("_handler", "prove-password"),
            ("Password", Given.Password),
            token
        );

        second.RequestMessage!.RequestUri!.AbsolutePath.ShouldBe($"/deletion/{number}");
        (await second.Content.ReadAsStringAsync()).ShouldContain(NotOpen);
    }

    private static bool IsSamePage(HttpResponseMessage answer, string address) =>
        answer.RequestMessage!.RequestUri!.AbsolutePath == address;

    private static (string Name, string Value) TokenOf(HtmlClient person) =>
        (
            "__RequestVerificationToken",
            ((IHtmlInputElement)person.Page.QuerySelector("input[name=__RequestVerificationToken]")!).Value
        );

    private static Task<HttpResponseMessage> SendAsync(
        HtmlClient person,
        string address,
        (string Name, string Value) form
    ) => person.ForgeAsync(address, form, TokenOf(person));

    private async Task<HtmlClient> ArriveAsAsync(string? role)
    {
        if (role is null)
            return await portal.CreateAnonymousClient().GoToAsync("/account/login");
        var email =
            role == Roles.Worker
                ? (await portal.SetUpAsync(Given.Worker())).Email
                : await portal.CreateStaffAccountAsync(role);
        return await (await portal.SignInAsync(email)).GoToAsync("/account/manage");
    }

    // Every page of the portal that takes forms, with something that does not exist in the place of each parameter.
    private IEnumerable<string> FindPages()
    {
        var endpoints = portal.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>();
        var isPage = endpoints.ToLookup(e => e.Metadata.GetMetadata<ComponentTypeMetadata>() is not null);
        // What email programs send to unsubscribe goes to an endpoint of its own, at the address of a page.
        var others = isPage[false].Select(e => e.RoutePattern.RawText).ToHashSet(StringComparer.Ordinal);
        return isPage[true]
            .Where(page => !others.Contains(page.RoutePattern.RawText))
            .Select(page => $"/{page.RoutePattern.RawText!.Trim('/')}")
            // They stand in for a page that has failed.
            .Where(address => address is not "/error" && !address.StartsWith("/problem/", StringComparison.Ordinal))
            .Select(address => GuidParameter().Replace(address, Guid.Empty.ToString()))
            .Select(address => Parameter().Replace(address, "1"))
            .Distinct(StringComparer.Ordinal);
    }

    [GeneratedRegex(@"\{\w+:guid\}", RegexOptions.None, 10_000)]
    private static partial Regex GuidParameter();

    [GeneratedRegex(@"\{[^}]+\}", RegexOptions.None, 10_000)]
    private static partial Regex Parameter();
}
