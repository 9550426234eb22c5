using JoinArena.PrivacyPortal.Deletion.Requests;

namespace JoinArena.PrivacyPortal.Tests.Deletion.Requests;

/// <summary>What is decided once, and what a hold covers.</summary>
public sealed class RefusalProposalTests
{
    private static readonly DateTimeOffset s_now = RequestInState.Confirmation;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_proposal_is_decided_once(bool approve)
    {
        var proposal = new RefusalProposal
        {
            RequestId = Guid.CreateVersion7(),
            TaskId = null,
            Ground = "gdpr-excessive",
            Reason = "Why.",
            ProposedBy = "one@joinarena.example",
            ProposedAt = s_now,
        };

        proposal.Decide(approve, "two@joinarena.example", s_now.AddHours(1));

        (proposal.IsApproved, proposal.DecidedBy).ShouldBe((approve, "two@joinarena.example"));
        proposal.DecidedAt.ShouldBe(s_now.AddHours(1));
        Should.Throw<InvalidOperationException>(() => proposal.Decide(!approve, "three@joinarena.example", s_now));
        proposal.DecidedBy.ShouldBe("two@joinarena.example");
    }

    [Theory]
    [InlineData(null, "p-1", true)]
    [InlineData("p-1", "p-1", true)]
    [InlineData("p-1", "P-1", false)]
    [InlineData("p-1", "p-2", false)]
    public void A_hold_covers_its_party_or_every_party_until_it_is_lifted(string? held, string party, bool covers)
    {
        var hold = new LegalHold
        {
            WorkerId = "w-1",
            PartyId = held,
            Citation = "29 CFR 1602.14",
            Reason = "A charge.",
            PlacedBy = "one@joinarena.example",
            PlacedAt = s_now,
        };
        hold.Covers(party).ShouldBe(covers);
        hold.LiftLedgerEntryId.ShouldBeNull();

        hold.Lift("two@joinarena.example", s_now.AddDays(1));

        hold.Covers(party).ShouldBeFalse();
        (hold.LiftedBy, hold.LiftedAt).ShouldBe(("two@joinarena.example", s_now.AddDays(1)));
        hold.LiftLedgerEntryId.ShouldNotBeNull().ShouldNotBe(hold.Id);
    }
}
