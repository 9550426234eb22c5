using System.Net;
using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Tests.Support;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace JoinArena.PrivacyPortal.Tests.Shell;

/// <summary>Addresses with characters that a header, a path or a database cannot hold.</summary>
public sealed class AddressTests(Portal portal) : IClassFixture<Portal>
{
    [Fact]
    public async Task A_path_that_decodes_twice_to_a_null_character_is_a_page_like_any_other()
    {
        var addresses = portal
            .Services.GetServices<EndpointDataSource>()
            .SelectMany(source => source.Endpoints)
            .OfType<RouteEndpoint>()
            .Where(endpoint =>
                endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods.Contains("GET") is not false
            )
            .Select(endpoint => endpoint.RoutePattern.RawText ?? "")
            .Where(template => template.Contains('{') && !template.Contains(".js"))
            .Select(template =>
                "/" + string.Join('/', template.TrimStart('/').Split('/').Select(s => s.Contains('{') ? "%2500" : s))
            )
            .Append("/%2500")
            .Distinct()
            .ToList();
        addresses.Count.ShouldBeGreaterThan(30);
        using var http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false })
        {
            BaseAddress = portal.Url,
        };
        foreach (var address in addresses)
        {
            using var answer = await http.GetAsync(new Uri(address, UriKind.Relative));
            ((int)answer.StatusCode).ShouldBeLessThan(500, address);
            answer.Headers.Contains("X-Content-Type-Options").ShouldBeTrue(address);
        }
    }

    [Theory]
    [InlineData("/policy?x=%C3%A9", "/policy?x=%C3%A9")]
    [InlineData("/policy/%E6%97%A5%F0%9F%98%80", "/policy/%E6%97%A5%F0%9F%98%80")]
    public async Task A_sign_in_leads_back_to_an_address_in_any_script(string address, string back)
    {
        var worker = await portal.SetUpAsync(Given.Worker());
        // As a page writes it, and as a browser sends what somebody typed.
        foreach (var sent in new[] { address, Uri.UnescapeDataString(address) })
        {
            var person = portal.CreateAnonymousClient();
            await person.GoToAsync($"/account/login?returnUrl={Uri.EscapeDataString(sent)}");
            await person.Type("Email", worker.Email).Type("Password", Given.Password).PressAsync("Sign in");
            person.Path.ShouldBe(back);
        }
    }

    [Theory]
    [InlineData("/my-data?q=caf\u00E9#top", "/my-data?q=caf%C3%A9#top")]
    [InlineData("/a%20b?c=%2F", "/a%20b?c=%2F")]
    [InlineData("/my-data?from=../x#/../y", "/my-data?from=../x#/../y")]
    [InlineData("/../other-site", null)]
    [InlineData("/a/.%2E/../other-site", null)]
    [InlineData("/a\\..\\..\\other-site", null)]
    [InlineData("/./x", null)]
    [InlineData("//evil.example", null)]
    [InlineData("/\\evil.example", null)]
    [InlineData("/a\r\nSet-Cookie: b", null)]
    [InlineData("/a\u0085b", null)]
    [InlineData("https://evil.example", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void An_address_of_this_portal_is_put_into_ASCII(string? address, string? expected) =>
        LocalAddress.Parse(address).ShouldBe(expected);
}
