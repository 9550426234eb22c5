using JoinArena.PrivacyPortal.Disclosures;
using JoinArena.PrivacyPortal.Disclosures.Questions;
using JoinArena.PrivacyPortal.Tests.Support;
using JoinArena.PrivacyPortal.Tests.Support.Databases;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Tests.Disclosures.Questions;

/// <summary>The team's list of questions on both databases.</summary>
public abstract class QuestionQueriesTests(TestDatabase database)
{
    private DisclosureFixture Fixture => field ??= new(database);

    private QuestionQueries Queries => new(database.Contexts);

    /// <summary>A part of the names of this test's parties.</summary>
    private string Mark => Fixture.UniqueId("")[1..];

    private QuestionService Service => new(database.Contexts, TestLocalizer.English, Fixture.Clock);

    [Fact]
    public async Task Open_questions_are_listed_with_the_oldest_first_and_can_be_sorted_and_searched_by_party()
    {
        var ana = await Fixture.AddWorkerAsync("ana");
        var beta = await AskAsync(ana, await AddPartyAsync("beta"), disclosedDaysAgo: 1);
        var alpha = await AskAsync(ana, await AddPartyAsync("alpha"), disclosedDaysAgo: 2);
        var mine = new QuestionSearch { Text = Mark };

        (await ListAsync(mine)).ShouldBe([beta, alpha]);
        (await ListAsync(mine with { IsDescending = true })).ShouldBe([alpha, beta]);
        (await ListAsync(mine with { Order = QuestionOrder.Party })).ShouldBe([alpha, beta]);
        (await ListAsync(mine with { Order = QuestionOrder.Disclosed, IsDescending = true })).ShouldBe([beta, alpha]);
        (await ListAsync(new() { Text = $"THE ALPHA-{Mark.ToUpperInvariant()}" })).ShouldBe([alpha]);
        (await ListAsync(new() { Text = $"gamma-{Mark}" })).ShouldBeEmpty();

        await Service.AnswerAsync(alpha, "It was for a job.", "officer@example.com", default);

        (await ListAsync(mine)).ShouldBe([beta]);
        (await ListAsync(mine with { IsAnswered = true, Order = QuestionOrder.Answered })).ShouldBe([alpha]);
    }

    [Fact]
    public async Task A_question_of_many_is_on_one_page_alone()
    {
        var ana = await Fixture.AddWorkerAsync("ana");
        var ben = await Fixture.AddWorkerAsync("ben");
        var party = await AddPartyAsync("asked");
        // About one party, so that only the id tells them apart. A worker may have 20 open questions.
        var asked = new List<Guid>();
        for (var n = 0; n < 13; n++)
        {
            asked.Add(await AskAsync(ana, party, disclosedDaysAgo: 1));
            asked.Add(await AskAsync(ben, party, disclosedDaysAgo: 1));
        }

        var search = new QuestionSearch { Order = QuestionOrder.Party, Text = Mark };
        var first = await Queries.FindAsync(search, default);
        var second = await Queries.FindAsync(search with { Page = 2 }, default);

        first.Total.ShouldBe(26);
        first.Items.Count.ShouldBe(25);
        first.Items.Concat(second.Items).Select(q => q.Id).ShouldBe(asked, ignoreOrder: true);
    }

    private Task<string> AddPartyAsync(string name) => Fixture.AddPartyAsync(Fixture.UniqueId(name));

    private async Task<Guid> AskAsync(string worker, string party, int disclosedDaysAgo)
    {
        await Fixture.AcceptReportsAsync(
            Fixture.CreateReport(worker, party, DisclosureFixture.Day.AddDays(-disclosedDaysAgo))
        );
        await using var db = await database.Contexts.CreateDbContextAsync();
        var disclosure = await db
            .Disclosures.Where(d => d.WorkerId == worker && d.PartyId == party)
            .OrderByDescending(d => d.Id)
            .Select(d => d.Id)
            .FirstAsync();
        var asked = await Service.AskAsync(worker, disclosure, "What is this?", default);
        Fixture.Clock.Advance(TimeSpan.FromMinutes(1));
        return asked.Value;
    }

    private async Task<IReadOnlyList<Guid>> ListAsync(QuestionSearch search) =>
        [.. (await Queries.FindAsync(search, default)).Items.Select(q => q.Id)];

    public sealed class OnSqlite(SqliteDatabase database)
        : QuestionQueriesTests(database),
            IClassFixture<SqliteDatabase>;

    public sealed class OnPostgres(PostgresDatabase database)
        : QuestionQueriesTests(database),
            IClassFixture<PostgresDatabase>;
}
