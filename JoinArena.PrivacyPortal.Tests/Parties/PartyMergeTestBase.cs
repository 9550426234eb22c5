using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Disclosures;
using JoinArena.PrivacyPortal.Disclosures.Coverage;
using JoinArena.PrivacyPortal.Disclosures.Intake;
using JoinArena.PrivacyPortal.Disclosures.MyData;
using JoinArena.PrivacyPortal.Disclosures.MyData.Listing;
using JoinArena.PrivacyPortal.Disclosures.Reconciliation;
using JoinArena.PrivacyPortal.Parties;
using JoinArena.PrivacyPortal.Parties.Merging;
using JoinArena.PrivacyPortal.Policies;
using JoinArena.PrivacyPortal.Tests.Disclosures;
using JoinArena.PrivacyPortal.Tests.Disclosures.Reconciliation;
using JoinArena.PrivacyPortal.Tests.Support;
using JoinArena.PrivacyPortal.Tests.Support.Databases;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Tests.Parties;

/// <summary>Parties that are merged, and reports about them.</summary>
public abstract class PartyMergeTestBase
{
    protected const string Admin = "admin@joinarena.example";
    protected DisclosureFixture Its { get; }
    protected PartyMergeService Merge { get; }

    protected PartyMergeTestBase(TestDatabase database)
    {
        Its = new(database);
        Merge = new(Its.Contexts, DisclosureFixture.MergeParticipants, new PartyCounter(), Its.Clock);
    }

    protected Task<Result<string, PartyMergeError>> MergeAsync(string from, string into) =>
        Merge.MergeAsync(from, into, Admin, default);

    protected DisclosureReport Fair(string worker, string party, int days, string item) =>
        Its.CreateReport(
            worker,
            party,
            DisclosureFixture.Day.AddDays(days),
            purpose: Purpose.CandidateEvaluation,
            category: DataCategory.InterviewRecording,
            item: item
        );

    protected async Task ShouldAddUpAsync() =>
        (await Reconciliations.Create(Its.Contexts, Its.Clock).RunAsync(default)).Differences.ShouldBeEmpty();
}
