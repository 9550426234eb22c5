using CsCheck;
using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Tests.Support;
using JoinArena.PrivacyPortal.Tests.Support.Databases;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.Extensions.DependencyInjection;

namespace JoinArena.PrivacyPortal.Tests.Shell.RandomForms;

/// <summary>
/// Random methods, texts and forms at every address that is not of the API, from a visitor, a worker and the team: never
/// a fault of ours, never a way to another site, and no form without its token changes anything. What fails says with
/// which seed.
/// </summary>
public sealed class RandomAddressTests(Portal portal) : IClassFixture<Portal>, IAsyncLifetime
{
    private const int Requests = 500;

    private readonly List<RandomFormPerson> _people = [];
    private string[] _routes = [];

    public async Task InitializeAsync()
    {
        var worker = await portal.SetUpAsync(Given.Worker().WhoAccepted("1.0").WhoseDataWentTo("p-1", "Parley"));
        _people.Add(new(portal, portal.CreateAnonymousClient()));
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

        await GenForm()
            .SampleAsync(
                async sent =>
                {
                    await _people[sent.Person].SendAsync(sent.Form);
                },
                iter: Requests,
                threads: 4
            );

        (await KeptRows.DescribeAsync(portal)).ShouldBe(before);
        foreach (var person in _people.Skip(1))
            (await person.SendAsync(new("GET", "/account/manage", "", null, []))).ShouldBe(200, "still signed in");
    }

    private Gen<(int Person, RandomForm Form)> GenForm() =>
        Gen.Select(
            Gen.Select(Gen.Int[0, _people.Count - 1], Gen.Int[0, _routes.Length - 1]),
            RandomInput.Text.Array[3],
            RandomInput.Fields,
            Gen.Select(RandomInput.Method, RandomInput.MediaType, RandomInput.Header),
            RandomInput.Fields,
            (to, steps, query, how, fields) =>
                (
                    to.Item1,
                    new RandomForm(
                        how.Item1,
                        $"/{Fill(_routes[to.Item2], steps)}{(query.Length > 0 ? $"?{RandomForm.Join(query)}" : "")}",
                        how.Item2,
                        how.Item3,
                        fields
                    )
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
                        : RandomForm.Escape(texts[i % texts.Length]) is { Length: > 0 and < 4_000 } text ? text
                        : "x"
                )
        );

    private async Task SignInAsync(string email)
    {
        var browser = await portal.SignInAsync(email);
        // The first visit makes the key that the page shows.
        await browser.GoToAsync("/account/two-factor");
        _people.Add(new(portal, browser));
    }
}
