using JoinArena.PrivacyPortal.Acceptance.Uses.Objections;
using JoinArena.PrivacyPortal.Jurisdictions;
using JoinArena.PrivacyPortal.Staff.Laws;
using JoinArena.PrivacyPortal.Tests.Acceptance.Uses.Objections;
using JoinArena.PrivacyPortal.Tests.Deletion;
using JoinArena.PrivacyPortal.Tests.Jurisdictions;
using JoinArena.PrivacyPortal.Tests.Support.Databases;

namespace JoinArena.PrivacyPortal.Tests.Staff.Laws;

/// <summary>What depends on a rule, on both databases.</summary>
public abstract class RuleQueriesTests(TestDatabase database)
{
    [Fact]
    public async Task A_rule_counts_the_open_requests_that_depend_on_it_until_they_end()
    {
        var bench = await new DeletionFixture(database).WithWorkerAsync("IN");
        await bench.AddHoldingPartyAsync("Northwind");
        var rules = new RuleQueries(bench.Contexts, ReviewedRules.Shipped, bench.Clock);
        var before = await rules.FindAsync(default);

        var number = await bench.CreateConfirmedRequestAsync();

        var open = await rules.FindAsync(default);
        (Law(open, "IN-SPDI") - Law(before, "IN-SPDI")).ShouldBe(1);
        (Place(open, "IN") - Place(before, "IN")).ShouldBe(1);
        Law(open, "IN-DPDP").ShouldBe(Law(before, "IN-DPDP"), "it does not hold yet");
        Place(open, "DE").ShouldBe(Place(before, "DE"));
        (await bench.Requests.WithdrawAsync(bench.Worker, number, default)).IsSuccess.ShouldBeTrue();
        Law(await rules.FindAsync(default), "IN-SPDI").ShouldBe(Law(before, "IN-SPDI"));
    }

    [Fact]
    public async Task A_law_counts_the_stops_that_wait_for_an_answer_by_its_clock()
    {
        var fixture = await StopFixture.CreateAsync(database, "DE");
        var rules = new RuleQueries(fixture.Bench.Contexts, ReviewedRules.Shipped, fixture.Bench.Clock);
        var before = await rules.FindAsync(default);

        var stop = (await fixture.StopAsync())!;

        var open = await rules.FindAsync(default);
        (Find(open, "EU-GDPR").OpenStops - Find(before, "EU-GDPR").OpenStops).ShouldBe(1);
        Find(open, "UK-GDPR").OpenStops.ShouldBe(Find(before, "UK-GDPR").OpenStops);
        await fixture.Objections.AnswerAsync(stop.Id, new(ObjectionOutcome.Upheld), "officer@example.com", default);
        Find(await rules.FindAsync(default), "EU-GDPR").OpenStops.ShouldBe(Find(before, "EU-GDPR").OpenStops);
    }

    [Fact]
    public async Task A_law_counts_the_complaints_that_wait_for_an_answer_by_its_clock()
    {
        var bench = await new DeletionFixture(database).WithWorkerAsync("GB");
        await bench.AddHoldingPartyAsync("Northwind");
        var number = await bench.CreateConfirmedRequestAsync();
        var rules = new RuleQueries(bench.Contexts, ReviewedRules.Shipped, bench.Clock);
        var before = Find(await rules.FindAsync(default), "UK-GDPR").OpenRemedies;
        bench.Clock.Advance(TimeSpan.FromDays(60));

        await bench.Remedies.FileAsync(bench.Worker, number, RemedyKind.Complaint, "It is late.", default);

        (Find(await rules.FindAsync(default), "UK-GDPR").OpenRemedies - before).ShouldBe(1);
    }

    [Fact]
    public async Task Every_rule_file_is_listed_once()
    {
        var bench = new DeletionFixture(database);

        var found = await new RuleQueries(bench.Contexts, ReviewedRules.Shipped, bench.Clock).FindAsync(default);

        var folder = Path.Combine(ReviewedRules.Directory, "deletion");
        found
            .Laws.Select(u => u.Law.Source.File)
            .Concat(found.Calendars.Select(u => u.Calendar.Source.File))
            .Concat(found.Places.Select(u => u.Place.Source.File).Distinct())
            .ShouldBe(
                Directory
                    .EnumerateFiles(folder, "*.yml", SearchOption.AllDirectories)
                    .Select(f => Path.GetRelativePath(folder, f)),
                ignoreOrder: true
            );
    }

    private static LawUse Find(RuleOverview rules, string code) => rules.Laws.Single(u => u.Law.Code == code);

    private static int Law(RuleOverview rules, string code) => Find(rules, code).OpenRequests;

    private static int Place(RuleOverview rules, string code) =>
        rules.Places.Single(u => u.Place.Code == code).OpenRequests;

    public sealed class OnSqlite(SqliteDatabase database) : RuleQueriesTests(database), IClassFixture<SqliteDatabase>;

    public sealed class OnPostgres(PostgresDatabase database)
        : RuleQueriesTests(database),
            IClassFixture<PostgresDatabase>;
}
