using System.Globalization;
using JoinArena.PrivacyPortal.Acceptance;
using JoinArena.PrivacyPortal.Disclosures;
using JoinArena.PrivacyPortal.Disclosures.Copies;
using JoinArena.PrivacyPortal.Disclosures.MyData;
using JoinArena.PrivacyPortal.Disclosures.MyData.Exploring;
using JoinArena.PrivacyPortal.Policies;
using JoinArena.PrivacyPortal.Tests.Support;
using JoinArena.PrivacyPortal.Tests.Support.Databases;

namespace JoinArena.PrivacyPortal.Tests.Disclosures.MyData.Exploring;

/// <summary>What a choice shows and how much of it there is, on both databases.</summary>
public abstract class ExplorerReaderTests(TestDatabase database)
{
    private readonly DisclosureFixture _disclosures = new(database);

    [Theory]
    [InlineData("", 2, 3)]
    [InlineData("?q=lens", 1, 2)]
    [InlineData("?q=expectation", 1, 2)]
    [InlineData("?kind=resume", 1, 1)]
    [InlineData("?purpose=photo-generation", 1, 2)]
    [InlineData("?purpose=hiring&kind=salary-expectation", 0, 0)]
    [InlineData("?uncovered=1", 1, 2)]
    [InlineData("?from=2026-11-24", 2, 3)]
    [InlineData("?to=2026-11-23", 0, 0)]
    [InlineData("?interview=none", 0, 0)]
    public async Task A_choice_lists_the_parties_and_counts_the_disclosures_that_match(
        string query,
        int parties,
        int disclosures
    )
    {
        var view = await ReadAsync(await CreateWorkerAsync(), query);

        view.Listed.Count.ShouldBe(parties);
        view.Count.ShouldBe(disclosures);
        view.Page.Disclosures.Count.ShouldBe(disclosures);
        view.IsWholeCount.ShouldBeTrue();
        view.Parties.Count.ShouldBe(2, "the picture stays whole");
    }

    [Fact]
    public async Task Older_disclosures_begin_where_the_address_says()
    {
        var worker = await CreateWorkerAsync();
        var first = await ReadAsync(worker, "?each=1");
        var cursor = DisclosureCursor.FromView(first.Page.Disclosures[1]);

        var rest = await ReadAsync(worker, $"?each=1&before={cursor}");

        rest.Page.Disclosures.Select(d => d.Id).ShouldBe([first.Page.Disclosures[2].Id]);
        rest.Count.ShouldBe(3, "the count is of what matches, not of what the page shows");
    }

    [Theory]
    [InlineData("?kind=salary-expectation", 1, 0, "1 party")]
    [InlineData("?kind=resume", 1, 1, "1 party · at least 1 disclosure")]
    [InlineData(
        "?purpose=photo-generation",
        0,
        0,
        "None of your latest disclosures matches your filter. Older ones may match."
    )]
    public async Task Where_only_the_latest_were_searched_nothing_is_said_of_the_others(
        string query,
        int parties,
        int disclosures,
        string said
    )
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");

        var view = await ReadAsync(await CreateWorkerAsync(), query, searched: 1);

        view.Listed.Count.ShouldBe(parties);
        view.Count.ShouldBe(disclosures);
        view.IsWholeCount.ShouldBeFalse();
        TestLocalizer.English.DescribeCount(view).ShouldBe(said);
    }

    private async Task<string> CreateWorkerAsync()
    {
        var worker = await _disclosures.AddWorkerAsync(Guid.NewGuid().ToString("N")[..6]);
        var lens = await _disclosures.AddPartyAsync("lens");
        var firm = await _disclosures.AddPartyAsync("firm", "hiring-company");
        var at = DisclosureFixture.Day;
        await _disclosures.AcceptReportsAsync(
            _disclosures.CreateReport(worker, lens, at.AddMinutes(-3)),
            _disclosures.CreateReport(worker, lens, at.AddMinutes(-2)),
            _disclosures.CreateReport(
                worker,
                firm,
                at.AddMinutes(-1),
                purpose: Purpose.Hiring,
                category: DataCategory.Resume
            )
        );
        return worker;
    }

    private async Task<ExplorerView> ReadAsync(
        string worker,
        string query,
        int searched = DisclosureQueries.MaxDisclosuresSearched
    )
    {
        var reader = new ExplorerReader(
            database.Contexts,
            _disclosures.Queries,
            new BreachQueries(database.Contexts),
            new CopyQueries(database.Contexts, new NoRequestedCopies()),
            new AcceptanceQueries(database.Contexts, PortalServices.Library)
        )
        {
            MaxSearched = searched,
        };
        var basis = await reader.ReadBasisAsync(worker, default);
        return await reader.ReadAsync(basis, new("/my-data", query), TimeZoneInfo.Utc, NameOf, default);
    }

    private static string NameOf(DataCategory kind) =>
        kind is DataCategory.SalaryExpectation ? "Salary expectation" : kind.ToString();

    public sealed class OnSqlite(SqliteDatabase database)
        : ExplorerReaderTests(database),
            IClassFixture<SqliteDatabase>;

    public sealed class OnPostgres(PostgresDatabase database)
        : ExplorerReaderTests(database),
            IClassFixture<PostgresDatabase>;
}
