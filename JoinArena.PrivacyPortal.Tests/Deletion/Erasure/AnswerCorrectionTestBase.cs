using JoinArena.PrivacyPortal.Deletion.Erasure;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Deletion.Requests.Tasks;
using JoinArena.PrivacyPortal.Tests.Support.Databases;

namespace JoinArena.PrivacyPortal.Tests.Deletion.Erasure;

/// <summary>A request that asks two parties, Northwind and Parley; the answer of Northwind is corrected.</summary>
public abstract class AnswerCorrectionTestBase(TestDatabase database)
{
    private protected static OutcomeReport Erased { get; } = new(TaskOutcome.Erased);

    private protected static OutcomeReport Kept { get; } =
        new(TaskOutcome.Retained, "gdpr-legal-claims", new(2027, 12, 31));

    private protected static ErasureTask TaskOf(DeletionRequest request, string party = "Northwind") =>
        request.Tasks.Single(t => t.PartyName == party);

    private protected async Task<(DeletionFixture Bench, DeletionRequest Request)> AskedAsync()
    {
        var bench = await new DeletionFixture(database).WithWorkerAsync();
        await bench.AddHoldingPartyAsync("Northwind");
        await bench.AddHoldingPartyAsync("Parley");
        return (bench, await bench.CreateStartedRequestAsync());
    }
}
