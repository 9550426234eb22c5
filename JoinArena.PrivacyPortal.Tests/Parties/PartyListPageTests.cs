using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Tests.Support;
using JoinArena.PrivacyPortal.Tests.Support.Browsing;
using Microsoft.Playwright;

namespace JoinArena.PrivacyPortal.Tests.Parties;

/// <summary>The list of parties: searched, sorted and cut into pages by the database.</summary>
public abstract class PartyListPageTests(Portal portal)
{
    protected Portal Here { get; } = portal;

    [Fact]
    public async Task Parties_are_sorted_by_the_head_of_a_column_and_their_kinds_are_words()
    {
        var mark = await CreateAsync(("Alpha", "hiring-company"), ("Beta", "image-api"), ("Gamma", "hiring-company"));
        var reader = await OpenAsync($"/staff/parties?find={mark}");
        NamesOf(reader).ShouldBe([$"Alpha {mark}", $"Beta {mark}", $"Gamma {mark}"]);
        reader.Text.ShouldContain("Photo service");
        reader.Text.ShouldContain("Hiring company");
        reader.Text.ShouldNotContain("image-api");

        await reader.FollowAsync("Party ↑ sorted from first to last");
        NamesOf(reader).ShouldBe([$"Gamma {mark}", $"Beta {mark}", $"Alpha {mark}"]);
        await reader.GoToAsync($"/staff/parties?find={mark}&kind=hiring-company");
        NamesOf(reader).ShouldBe([$"Alpha {mark}", $"Gamma {mark}"]);
    }

    [Fact]
    public async Task A_long_list_has_pages_and_no_party_is_on_two_of_them()
    {
        var mark = await CreateAsync([.. Enumerable.Range(0, 26).Select(i => ($"Same {i:00}", "other-service"))]);
        var reader = await OpenAsync($"/staff/parties?find={mark}&sort=kind");
        reader.Text.ShouldContain("1 to 25 of 26 parties");
        var first = NamesOf(reader);
        await reader.FollowAsync("Next");
        var second = NamesOf(reader);

        second.ShouldHaveSingleItem();
        first.Concat(second).Distinct(StringComparer.Ordinal).Count().ShouldBe(26);
        (await reader.GoToAsync("/staff/parties?page=-1&sort=nothing&order=up&kind=none")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task An_id_is_shown_only_where_the_name_does_not_say_it()
    {
        var api = await Here.CreateApiClientAsync();
        var mark = $"m{Guid.NewGuid():N}"[..10];
        await api.PutPartyAsync($"{mark}-care", $"{mark.ToUpperInvariant()} Care", "other-service");
        await api.PutPartyAsync($"{mark}-17", $"{mark} Other", "other-service");

        var reader = await OpenAsync($"/staff/parties?find={mark}");

        reader.Page.QuerySelectorAll("td small code").Select(c => c.TextContent).ShouldBe([$"{mark}-17"]);
    }

    protected async Task<string> CreateAsync(params (string Name, string Kind)[] parties)
    {
        var api = await Here.CreateApiClientAsync();
        var mark = $"m{Guid.NewGuid():N}"[..10];
        foreach (var (name, kind) in parties)
            await api.PutPartyAsync($"p-{Guid.NewGuid():N}", $"{name} {mark}", kind);
        return mark;
    }

    private async Task<HtmlClient> OpenAsync(string address) =>
        await (await Here.SignInAsync(await Here.CreateStaffAccountAsync(Roles.Auditor))).GoToAsync(address);

    private static string[] NamesOf(HtmlClient reader) =>
        [.. reader.Page.QuerySelectorAll("td a[href^='/staff/parties/']").Select(a => a.TextContent)];

    public sealed class OnSqlite(Portal portal) : PartyListPageTests(portal), IClassFixture<Portal>
    {
        [Fact]
        public async Task The_list_follows_what_is_typed_and_can_be_read_on_a_phone()
        {
            var mark = await CreateAsync(("Alpha", "hiring-company"), ("Beta", "image-api"));
            await Here.VisitInBrowserAsync(async person =>
            {
                await person.SignsInAsync(await Here.CreateStaffAccountAsync(Roles.Officer));
                await person.GoesToAsync("/staff/parties");
                await person.TypesAsync("Name or id", $"beta {mark}");
                await Assertions.Expect(person.Page.GetByRole(AriaRole.Status)).ToHaveTextAsync("1 party");
                await Assertions
                    .Expect(person.Page.GetByRole(AriaRole.Link, new() { Name = $"Beta {mark}" }))
                    .ToBeVisibleAsync();
                await person.ExpectsAccessiblePageAsync();
                await person.TypesAsync("Name or id", "nobody is called this");
                await person.SeesHeadingAsync("No parties found");
                await person.ExpectsAccessiblePageAsync();
            });
        }
    }

    public sealed class OnPostgres(PortalOnPostgres portal)
        : PartyListPageTests(portal),
            IClassFixture<PortalOnPostgres>;
}
