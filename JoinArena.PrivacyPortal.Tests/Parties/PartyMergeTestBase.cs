using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Disclosures;
using JoinArena.PrivacyPortal.Disclosures.Intake;
using JoinArena.PrivacyPortal.Parties.Merging;
using JoinArena.PrivacyPortal.Policies;
using JoinArena.PrivacyPortal.Tests.Disclosures;
using JoinArena.PrivacyPortal.Tests.Disclosures.Reconciliation;
using JoinArena.PrivacyPortal.Tests.Support.Databases;

namespace JoinArena.PrivacyPortal.Tests.Parties;

/// <summary>Parties that are merged, and reports about them.</summary>
public abstract class PartyMergeTestBase
{
    protected const string Admin = "admin@joinarena.example";
    private protected DisclosureFixture Fixture { get; }
    protected PartyMergeService Merge { get; }

    protected PartyMergeTestBase(TestDatabase database)
    {
        Fixture = new(database);
        Merge = new(Fixture.Contexts, DisclosureFixture.MergeParticipants, new PartyCounter(), Fixture.Clock);
    }

    protected Task<Result<string, PartyMergeError>> MergeAsync(string from, string into) =>
        Merge.MergeAsync(from, into, Admin, default);

    protected DisclosureReport Fair(string worker, string party, int days, string item) =>
        Fixture.CreateReport(
            worker,
            party,
            DisclosureFixture.Day.AddDays(days),
            purpose: Purpose.CandidateEvaluation,
            category: DataCategory.InterviewRecording,
            item: item
        );

    protected async Task ShouldAddUpAsync() =>
        (await Reconciliations.Create(Fixture.Contexts, Fixture.Clock).RunAsync(default)).Differences.ShouldBeEmpty();
}
