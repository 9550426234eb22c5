using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Staff.Objections;
using JoinArena.PrivacyPortal.Tests.Acceptance.Uses.Objections;
using JoinArena.PrivacyPortal.Tests.Jurisdictions;
using JoinArena.PrivacyPortal.Tests.Support;
using JoinArena.PrivacyPortal.Tests.Support.Databases;

namespace JoinArena.PrivacyPortal.Tests.Staff.Objections;

/// <summary>The line of the team's worklist about stops that have to be answered.</summary>
public sealed class ObjectionHomeCardsTests(SqliteDatabase database) : IClassFixture<SqliteDatabase>
{
    [Fact]
    public async Task The_worklist_says_how_many_stops_wait_and_by_when_the_first_must_be_answered()
    {
        var fixture = await StopFixture.CreateAsync(database, "DE");
        await fixture.StopAsync();
        await fixture.StopAsync(StopFixture.Photos);
        var bench = fixture.Bench;
        var queries = new StaffObjectionQueries(
            bench.Contexts,
            new(bench.Contexts, bench.Clock),
            ReviewedRules.Shipped,
            bench.Clock
        );
        var due = (await queries.ListOpenAsync(default)).Select(o => o.Objection.DueBy).ToList();
        var source = new ObjectionHomeCards(queries, TestLocalizer.English, new(TestLocalizer.English, bench.Clock));

        var group = await source.GetCardGroupAsync(Given.Staff(Roles.Officer, "officer@example.com"), default);

        var card = group!.Cards.ShouldHaveSingleItem();
        (card.Count, card.DueBy).ShouldBe((due.Count, due.Min()));
        card.Text.ShouldStartWith($"{due.Count} wait for an answer");
    }

    [Fact]
    public async Task An_answer_is_overdue_from_the_midnight_after_its_last_day_where_the_worker_lives()
    {
        var fixture = await StopFixture.CreateAsync(database, "DE");
        var objection = await fixture.StopAsync();
        var bench = fixture.Bench;
        // 23:00 in UTC.
        var midnight = objection!.DueBy.AddDays(1).StartOfDay(TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin"));
        var queries = new StaffObjectionQueries(
            bench.Contexts,
            new(bench.Contexts, bench.Clock),
            ReviewedRules.Shipped,
            bench.Clock
        );

        bench.Clock.Advance(midnight - TimeSpan.FromMinutes(1) - bench.Clock.GetUtcNow());
        (await FindAsync()).DaysLeft.ShouldBe(0);
        bench.Clock.Advance(TimeSpan.FromMinutes(1));
        (await FindAsync()).DaysLeft.ShouldBe(-1);

        async Task<ListedObjection> FindAsync() =>
            (await queries.ListOpenAsync(default)).Single(l => l.Objection.Id == objection.Id);
    }
}
