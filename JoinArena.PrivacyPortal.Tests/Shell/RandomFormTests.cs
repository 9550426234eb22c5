using System.Net;
using CsCheck;
using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Tests.Support;
using JoinArena.PrivacyPortal.Tests.Support.Databases;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.Extensions.DependencyInjection;

namespace JoinArena.PrivacyPortal.Tests.Shell;

/// <summary>
/// Random addresses, texts, methods and forms at every address that is not of the API, from a visitor, a worker and the
/// team: never a fault of ours, never a way to another site, and no form without its token changes anything.
/// </summary>
public sealed class RandomFormTests(Portal portal) : IClassFixture<Portal>, IAsyncLifetime
{
    private const int Requests = 500;

    private static readonly Gen<string> s_text = Gen.Frequency(
        (
            9,
            Gen.OneOf(
                "",
                " ",
                "1",
                "-1",
                "1.0",
                "en",
                "w-1",
                "019ac3b0-0000-7000-8000-00000000000a",
                "2026-11-20",
                "0001-01-01",
                "9999-12-31",
                "2026-13-45",
                "ana@example.com",
                "ana@b\u00FCcher.example",
                "mi\u212Ae@example.com",
                "a\r\nb",
                "a\u0085b",
                "\u202Eab",
                "\uFFFF",
                "\uFEFF",
                "é日本\U0001F600",
                "%2500",
                "..%2f..",
                "<script>alert(1)</script>",
                "'; --",
                "{0}",
                "//evil.example",
                "https://evil.example/",
                "/\\evil.example",
                "javascript:alert(1)",
                "true",
                "everything"
            )
        ),
        (1, Gen.String),
        (1, Gen.Const(new string('x', 3_000)))
    );

    private static readonly Gen<string> s_name = Gen.OneOf(
        "_handler",
        "__RequestVerificationToken",
        "returnUrl",
        "Email",
        "Password",
        "Form.Email",
        "Form.Password",
        "Code",
        "q",
        "party",
        "category",
        "state",
        "after",
        "from",
        "until",
        "id",
        "code",
        "Version",
        "scope",
        "Reason",
        "number"
    );

    private static readonly Gen<string> s_method = Gen.Frequency(
        (5, Gen.Const("GET")),
        (4, Gen.Const("POST")),
        (1, Gen.OneOf("HEAD", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "QUERY"))
    );

    private static readonly Gen<string> s_mediaType = Gen.Frequency(
        (5, Gen.Const("application/x-www-form-urlencoded")),
        (
            1,
            Gen.OneOf(
                "APPLICATION/X-WWW-FORM-URLENCODED; charset=utf-7",
                "multipart/form-data; boundary=x",
                "multipart/form-data",
                "application/json",
                "text/plain",
                "x",
                ""
            )
        )
    );

    private static readonly Gen<(string Name, string Value)[]> s_fields = Gen.Select(s_name, s_text).Array[0, 4];

    private readonly List<HttpClient> _people = [];
    private string[] _routes = [];

    public async Task InitializeAsync()
    {
        var worker = await portal.SetUpAsync(Given.Worker().WhoseDataWentTo("p-1", "Parley"));
        _people.Add(CreateBrowser([]));
        await SignInAsync(worker.Email);
        await SignInAsync(await portal.CreateStaffAccountAsync(Roles.Officer));
        await SignInAsync(await portal.CreateStaffAccountAsync(Roles.Administrator));
        _routes =
        [
            .. portal
                .Services.GetServices<EndpointDataSource>()
                .SelectMany(source => source.Endpoints)
                .OfType<RouteEndpoint>()
                .Where(e => e.Metadata.GetMetadata<StaticAssetDescriptor>() is null)
                .Select(e => e.RoutePattern.RawText!.TrimStart('/'))
                .Where(route => !route.StartsWith("api/v1/", StringComparison.Ordinal))
                .Where(route => !route.StartsWith('_'))
                // They show a fault that has happened, with its status.
                .Where(route => route is not "error" && !route.StartsWith("problem/{Status", StringComparison.Ordinal))
                .Distinct(),
        ];
    }

    public Task DisposeAsync()
    {
        foreach (var person in _people)
            person.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task No_request_finds_a_fault_of_ours_leads_elsewhere_or_changes_anything()
    {
        _routes.Length.ShouldBeGreaterThan(60);
        var before = await KeptRows.DescribeAsync(portal);

        await GenRequest()
            .SampleAsync(
                async request =>
                {
                    using var message = request.ToMessage();
                    using var answer = await _people[request.Person].SendAsync(message);
                    ((int)answer.StatusCode).ShouldBeLessThan(500, request.ToString());
                    if (request.Method is "TRACE")
                        ((int)answer.StatusCode).ShouldBeGreaterThanOrEqualTo(400, request.ToString());
                    if (answer.Headers.Location is { } location)
                        location.OriginalString.ShouldMatch(@"^/(?![/\\])|^\?", request.ToString());
                },
                iter: Requests,
                threads: 4
            );

        (await KeptRows.DescribeAsync(portal)).ShouldBe(before);
        foreach (var person in _people.Skip(1))
        {
            using var own = await person.GetAsync(new Uri("/account/manage", UriKind.Relative));
            own.StatusCode.ShouldBe(HttpStatusCode.OK, "a person is still signed in");
        }
    }

    private Gen<Request> GenRequest() =>
        Gen.Select(
            Gen.Select(Gen.Int[0, _people.Count - 1], s_method, Gen.Int[0, _routes.Length - 1], s_text.Array[3]),
            s_fields,
            s_fields,
            s_mediaType,
            (to, query, form, mediaType) =>
                new Request(
                    to.Item1,
                    to.Item2,
                    $"/{Fill(_routes[to.Item3], to.Item4)}{(query.Length > 0 ? $"?{Join(query)}" : "")}",
                    mediaType,
                    Join(form)
                )
        );

    private static string Fill(string route, string[] texts) =>
        string.Join(
            '/',
            route
                .Split('/')
                .Select(
                    (step, i) =>
                        !step.Contains('{', StringComparison.Ordinal) ? step
                        : Escape(texts[i % texts.Length]) is { Length: > 0 and < 4_000 } text ? text
                        : "x"
                )
        );

    private static string Join((string Name, string Value)[] fields) =>
        string.Join('&', fields.Select(f => $"{Escape(f.Name)}={Escape(f.Value)}"));

    // Halves of pairs cannot be sent in UTF-8, and a null character in a path is refused by the server itself.
    private static string Escape(string text) =>
        Uri.EscapeDataString(string.Concat(text.EnumerateRunes().Where(r => r.Value > 0)));

    private async Task SignInAsync(string email)
    {
        var person = await portal.SignInAsync(email);
        // The first visit makes the key that the page shows.
        await person.GoToAsync("/account/two-factor");
        _people.Add(CreateBrowser(person.Cookies));
    }

    private HttpClient CreateBrowser(IEnumerable<Cookie> cookies)
    {
        var browser = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
        {
            BaseAddress = portal.Url,
        };
        if (string.Join("; ", cookies.Select(c => $"{c.Name}={c.Value}")) is { Length: > 0 } kept)
            browser.DefaultRequestHeaders.Add("Cookie", kept);
        return browser;
    }

    private sealed record Request(int Person, string Method, string Address, string MediaType, string Form)
    {
        public HttpRequestMessage ToMessage()
        {
            var message = new HttpRequestMessage(new(Method), new Uri(Address, UriKind.Relative));
            if (Method is "GET" or "HEAD" or "TRACE" or "OPTIONS")
                return message;
            message.Content = new ByteArrayContent(System.Text.Encoding.ASCII.GetBytes(Form));
            if (MediaType.Length > 0)
                message.Content.Headers.TryAddWithoutValidation("Content-Type", MediaType);
            return message;
        }
    }
}
