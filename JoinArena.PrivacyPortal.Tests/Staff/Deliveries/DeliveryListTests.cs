using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.Outbox;
using JoinArena.PrivacyPortal.Tests.Support;
using JoinArena.PrivacyPortal.Tests.Support.Browsing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace JoinArena.PrivacyPortal.Tests.Staff.Deliveries;

/// <summary>The list of failed deliveries: searched, sorted and cut into pages by the database.</summary>
public abstract class DeliveryListTests(Portal portal)
{
    private static readonly DateTimeOffset s_created = new(2025, 3, 1, 9, 0, 0, TimeSpan.Zero);

    protected Portal Here { get; } = portal;

    [Fact]
    public async Task Failed_deliveries_are_searched_and_sorted_and_none_is_on_two_pages()
    {
        var mark = await AddAsync(("mail", 3), ("webhook", 9), ("erasure", 5));
        var reader = await OpenAsync(Roles.Auditor, $"/staff/deliveries?find={mark}");
        NumbersOn(reader).ShouldBe(["2", "1", "0"], "the latest is first");
        reader.Page.QuerySelectorAll("button[name=Letter]").ShouldBeEmpty("an auditor changes nothing");

        await reader.FollowAsync("Attempts");
        NumbersOn(reader).ShouldBe(["1", "2", "0"]);
        await reader.FollowAsync("Attempts ↓ sorted from last to first");
        NumbersOn(reader).ShouldBe(["0", "2", "1"]);
        await reader.GoToAsync($"/staff/deliveries?find={mark}&kind=webhook");
        NumbersOn(reader).ShouldBe(["1"]);
        (await reader.GoToAsync($"/staff/deliveries?find=fault-{mark}")).Text.ShouldContain("3 failed deliveries");

        var many = await AddAsync([.. Enumerable.Repeat(("mail", 4), 26)]);
        await reader.GoToAsync($"/staff/deliveries?find={many}&sort=tries");
        reader.Text.ShouldContain("1 to 25 of 26 failed deliveries");
        var first = NumbersOn(reader);
        await reader.FollowAsync("Next");
        first.Concat(NumbersOn(reader)).Distinct(StringComparer.Ordinal).Count().ShouldBe(26);
        (await reader.GoToAsync("/staff/deliveries?page=x&sort=y&order=z&kind=w")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task An_officer_tries_one_again_and_is_back_at_the_same_list()
    {
        var mark = await AddAsync(("mail", 3), ("webhook", 9));
        var officer = await OpenAsync(Roles.Officer, $"/staff/deliveries?kind=mail&find={mark}&sort=tries");
        var letter = Guid.Parse(officer.Page.QuerySelector("button[name=Letter]")!.GetAttribute("value")!);

        await officer.PressAsync("Try again: An email");

        officer.Text.ShouldContain("We are trying again.");
        officer.Path.ShouldBe($"/staff/deliveries?kind=mail&find={mark}&sort=tries&again=1");
        await using var db = await Contexts.CreateDbContextAsync();
        (await db.Outbox.AsNoTracking().SingleAsync(m => m.Id == letter)).DueSince.ShouldBeGreaterThan(s_created);
    }

    /// <summary>Gives up jobs about pages that are numbered from 0, each later than the one before it.</summary>
    protected async Task<string> AddAsync(params (string Kind, int Tries)[] jobs)
    {
        var mark = $"m{Guid.NewGuid():N}"[..10];
        await using var db = await Contexts.CreateDbContextAsync();
        for (var number = 0; number < jobs.Length; number++)
        {
            var entry = db.Outbox.Add(
                new()
                {
                    Kind = jobs[number].Kind,
                    About = $"/staff/requests/{mark}-{number}",
                    CreatedAt = s_created,
                    DueAt = s_created,
                    DueSince = s_created,
                }
            );
            entry.Property(m => m.GivenUpAt).CurrentValue = s_created.AddMinutes(number);
            entry.Property(m => m.Tries).CurrentValue = jobs[number].Tries;
            entry.Property(m => m.LastFault).CurrentValue = $"fault-{mark}";
        }

        await db.SaveChangesAsync();
        return mark;
    }

    private IDbContextFactory<PortalDbContext> Contexts =>
        Here.Services.GetRequiredService<IDbContextFactory<PortalDbContext>>();

    private static string[] NumbersOn(HtmlClient reader) =>
        [
            .. reader
                .Page.QuerySelectorAll("td a[href^='/staff/requests/']")
                .Select(a => a.GetAttribute("href")!)
                .Select(address => address[(address.LastIndexOf('-') + 1)..]),
        ];

    private async Task<HtmlClient> OpenAsync(string role, string address) =>
        await (await Here.SignInAsync(await Here.CreateStaffAccountAsync(role))).GoToAsync(address);

    public sealed class OnSqlite(Portal portal) : DeliveryListTests(portal), IClassFixture<Portal>
    {
        [Fact]
        public async Task The_list_follows_what_is_typed_is_walked_by_keyboard_and_read_on_a_phone()
        {
            var mark = await AddAsync(("mail", 3), ("webhook", 9), ("erasure", 5));
            await Here.VisitInBrowserAsync(async person =>
            {
                await person.SignsInAsync(await Here.CreateStaffAccountAsync(Roles.Officer));
                await person.GoesToAsync("/staff/deliveries");
                await person.TypesAsync("Request number or fault", mark);
                await Assertions.Expect(person.Page.GetByRole(AriaRole.Status)).ToHaveTextAsync("3 failed deliveries");
                await person.ExpectsAccessiblePageAsync();

                await person.Page.Locator($"a[href$='{mark}-2']").FocusAsync();
                await person.Page.Keyboard.PressAsync("j");
                await Assertions.Expect(person.Page.Locator($"a[href$='{mark}-1']")).ToBeFocusedAsync();
                await person.Page.Keyboard.PressAsync("k");
                await Assertions.Expect(person.Page.Locator($"a[href$='{mark}-2']")).ToBeFocusedAsync();
            });
        }
    }

    public sealed class OnPostgres(PortalOnPostgres portal)
        : DeliveryListTests(portal),
            IClassFixture<PortalOnPostgres>;
}
