using System.Security.Claims;
using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Disclosures.Coverage;
using JoinArena.PrivacyPortal.Shell;
using JoinArena.PrivacyPortal.Tests.Support;
using JoinArena.PrivacyPortal.Tests.Support.Databases;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Tests.Disclosures.Coverage;

/// <summary>What the team's home page says about incidents of both sorts.</summary>
public abstract class UncoveredHomeCardsTests(TestDatabase database) : UncoveredDisclosureTestBase(database)
{
    [Fact]
    public async Task Only_the_line_of_the_sort_that_was_reopened_needs_attention()
    {
        var accepted = await Fixture.AddWorkerAsync("accepted");
        var newcomer = await Fixture.AddWorkerAsync("newcomer", accepted: false);
        var breaching = await Fixture.AddPartyAsync("breaching");
        var early = await Fixture.AddPartyAsync("early");
        await DiscloseAsync((accepted, breaching), (newcomer, early));
        (await ListCardsAsync()).Select(c => c.Kind).ShouldBe([StatusKind.Pending, StatusKind.Pending]);

        await FixAsync(early);
        await DiscloseAsync((newcomer, early));

        (await ListCardsAsync())
            .Select(c => (c.Text, c.Kind))
            .ShouldBe([
                ("1 group of disclosures broke the policy that workers had accepted.", StatusKind.Pending),
                (
                    "1 group of disclosures happened before the workers had accepted any policy. "
                        + "1 had been fixed, and goes on.",
                    StatusKind.Error
                ),
            ]);

        await FixAsync(early);
        await FixAsync(breaching);
        await DiscloseAsync((accepted, breaching));

        (await ListCardsAsync())
            .Select(c => (c.Text, c.Kind))
            .ShouldBe([
                (
                    "1 group of disclosures broke the policy that workers had accepted. 1 had been fixed, and goes on.",
                    StatusKind.Error
                ),
            ]);
    }

    [Fact]
    public async Task A_line_says_who_has_taken_what_it_stands_for()
    {
        var worker = await Fixture.AddWorkerAsync("owned");
        var one = await Fixture.AddPartyAsync("owned-one");
        var other = await Fixture.AddPartyAsync("owned-other");
        await DiscloseAsync((worker, one), (worker, other));
        // What other tests of this database have left open is taken too.
        foreach (var left in (await ListOpenAsync()).Where(i => i.PartyId != one && i.PartyId != other))
            (await DecideAsync(left, CoverageIncidentState.Open, owner: Officer)).IsSuccess.ShouldBeTrue();
        await TakeAsync(one);

        (await ListCardsAsync())[0].Whose.ShouldBe($"{Officer}, and 1 to no one yet");

        await TakeAsync(other);
        (await ListCardsAsync())[0].Whose.ShouldBe(Officer);
        (await ListCardsAsync(Officer))[0].Whose.ShouldBe("You");
        await FixAsync(one);
        await FixAsync(other);
    }

    private async Task TakeAsync(string party) =>
        (
            await DecideAsync((await ListIncidentsAsync(party)).Single(), CoverageIncidentState.Open, owner: Officer)
        ).IsSuccess.ShouldBeTrue();

    private async Task<List<CoverageIncident>> ListOpenAsync()
    {
        await using var db = await Fixture.Contexts.CreateDbContextAsync();
        return await db
            .CoverageIncidents.AsNoTracking()
            .Where(c => c.State == CoverageIncidentState.Open)
            .ToListAsync();
    }

    private async Task DiscloseAsync(params (string Worker, string Party)[] disclosures)
    {
        Fixture.Clock.Advance(TimeSpan.FromHours(1));
        await Fixture.AcceptReportsAsync([.. disclosures.Select(d => Fixture.CreateReport(d.Worker, d.Party))]);
        await Counter.CountAsync(default);
    }

    private async Task FixAsync(string party)
    {
        var incident = (await ListIncidentsAsync(party)).Single();
        (await DecideAsync(incident, CoverageIncidentState.Fixed)).IsSuccess.ShouldBeTrue();
    }

    private async Task<IReadOnlyList<HomeCard>> ListCardsAsync(string name = "someone@example.com")
    {
        Claim[] claims = [new(ClaimTypes.Name, name), new(ClaimTypes.Role, Roles.Officer)];
        var officer = new ClaimsPrincipal(new ClaimsIdentity(claims, "test"));
        return (
            await new UncoveredHomeCards(Incidents, TestLocalizer.English).GetCardGroupAsync(officer, default)
        )!.Cards;
    }

    public sealed class OnSqlite(SqliteDatabase database)
        : UncoveredHomeCardsTests(database),
            IClassFixture<SqliteDatabase>;

    public sealed class OnPostgres(PostgresDatabase database)
        : UncoveredHomeCardsTests(database),
            IClassFixture<PostgresDatabase>;
}
