using JoinArena.PrivacyPortal.Staff.Laws;
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

    private static int Law(RuleOverview rules, string code) => rules.Laws.Single(u => u.Law.Code == code).OpenRequests;

    private static int Place(RuleOverview rules, string code) =>
        rules.Places.Single(u => u.Place.Code == code).OpenRequests;

    public sealed class OnSqlite(SqliteDatabase database) : RuleQueriesTests(database), IClassFixture<SqliteDatabase>;

    public sealed class OnPostgres(PostgresDatabase database)
        : RuleQueriesTests(database),
            IClassFixture<PostgresDatabase>;
}
