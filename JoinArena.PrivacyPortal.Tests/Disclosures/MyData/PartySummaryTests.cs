using JoinArena.PrivacyPortal.Disclosures;
using JoinArena.PrivacyPortal.Disclosures.MyData;
using JoinArena.PrivacyPortal.Parties;
using JoinArena.PrivacyPortal.Policies;

namespace JoinArena.PrivacyPortal.Tests.Disclosures.MyData;

public sealed class PartySummaryTests
{
    private static readonly DateTimeOffset s_day = new(2026, 3, 3, 10, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_party_that_received_something_holds_it() => StateOf(Sent("a", 0)).ShouldBe(PartyState.HasData);

    [Fact]
    public void A_party_that_gave_something_and_received_nothing_is_not_said_to_hold_it() =>
        StateOf(Holding("a", 0, Direction.Collected)).ShouldBe(PartyState.GaveData);

    [Fact]
    public void A_party_counts_as_asked_only_once_everything_it_holds_was_requested()
    {
        var first = Sent("a", 0);
        var second = Sent("b", 0);
        first.MarkAsked(s_day.AddDays(1));
        StateOf(first, second).ShouldBe(PartyState.HasData);

        second.MarkAsked(s_day.AddDays(2));
        StateOf(first, second).ShouldBe(PartyState.AskedToErase);
    }

    [Fact]
    public void A_party_that_erased_everything_counts_as_erased()
    {
        var first = Sent("a", 0);
        var second = Sent("b", 0);
        first.MarkErased(s_day.AddDays(1));
        StateOf(first, second).ShouldBe(PartyState.HasData);

        second.MarkErased(s_day.AddDays(2));
        StateOf(first, second).ShouldBe(PartyState.Erased);
    }

    [Fact]
    public void A_copy_sent_after_the_erasure_is_held_again()
    {
        var holding = Sent("a", 0);
        holding.MarkErased(s_day.AddDays(1));
        holding.IsHeld.ShouldBeFalse();

        holding.Add(s_day.AddHours(1), null, isAllowed: true);
        holding.IsHeld.ShouldBeFalse("a late report of an earlier copy is not a new one");

        holding.Add(s_day.AddDays(2), null, isAllowed: true);
        holding.IsHeld.ShouldBeTrue();
        StateOf(holding).ShouldBe(PartyState.HasData);
    }

    private static PartyState StateOf(params Holding[] holdings)
    {
        var share = new WorkerPartyTotals { WorkerId = "w-1", PartyId = "p-1" };
        share.Add(s_day, isAllowed: true);
        var party = new Party
        {
            Id = "p-1",
            Name = "Parley",
            Kind = PartyKind.LlmProvider,
            Connector = new() { Type = ConnectorType.Manual },
        };
        return PartySummary.Create(party, share, [.. HoldingTotals.FromHoldings(holdings.AsQueryable())]).State;
    }

    private static Holding Sent(string item, int day) => Holding(item, day, Direction.Disclosed);

    private static Holding Holding(string item, int day, Direction direction)
    {
        var holding = new Holding
        {
            WorkerId = "w-1",
            PartyId = "p-1",
            ItemId = item,
            Direction = direction,
            Category = DataCategory.Resume,
        };
        holding.Add(s_day.AddDays(day), "hiring-access", isAllowed: true);
        return holding;
    }
}
