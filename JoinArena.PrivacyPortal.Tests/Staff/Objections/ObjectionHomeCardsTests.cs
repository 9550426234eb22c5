using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Staff.Objections;
using JoinArena.PrivacyPortal.Tests.Acceptance.Uses.Objections;
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
        var queries = new StaffObjectionQueries(bench.Contexts, new(bench.Contexts, bench.Clock));
        var due = await queries.ListDueDatesAsync(default);
        var source = new ObjectionHomeCards(queries, TestLocalizer.English, new(TestLocalizer.English, bench.Clock));

        var group = await source.GetCardGroupAsync(Given.Staff(Roles.Officer, "officer@example.com"), default);

        var card = group!.Cards.ShouldHaveSingleItem();
        (card.Count, card.DueBy).ShouldBe((due.Count, due.Min()));
        card.Text.ShouldStartWith($"{due.Count} wait for an answer");
    }
}
