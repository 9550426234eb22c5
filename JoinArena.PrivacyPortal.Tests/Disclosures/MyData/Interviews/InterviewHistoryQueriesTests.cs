using JoinArena.PrivacyPortal.Disclosures.Copies;
using JoinArena.PrivacyPortal.Disclosures.Intake;
using JoinArena.PrivacyPortal.Disclosures.MyData.Interviews;
using JoinArena.PrivacyPortal.Policies;
using JoinArena.PrivacyPortal.Tests.Support.Databases;

namespace JoinArena.PrivacyPortal.Tests.Disclosures.MyData.Interviews;

/// <summary>What the page of an interview reads.</summary>
public sealed class InterviewHistoryQueriesTests(SqliteDatabase database) : IClassFixture<SqliteDatabase>
{
    private readonly DisclosureFixture _disclosures = new(database);

    [Fact]
    public async Task What_became_of_the_copies_is_read_once_for_all_that_was_sent_with_an_interview()
    {
        var worker = await _disclosures.AddWorkerAsync("ana");
        var party = await _disclosures.AddPartyAsync("photos");
        await _disclosures.AcceptReportsAsync(
            _disclosures.CreateReport(worker, party) with
            {
                InterviewId = "int-first",
            }
        );
        await _disclosures.AcceptReportsAsync(
            _disclosures.CreateReport(
                worker,
                party,
                more: new ReportedItem("recording-1", DataCategory.InterviewRecording)
            ) with
            {
                InterviewId = "int-second",
            }
        );
        var outcomes = new CountedReads();
        var queries = new InterviewHistoryQueries(_disclosures.Contexts, new(_disclosures.Contexts, outcomes));

        var history = (await queries.FindInterviewAsync(worker, "int-second", default))!;

        history.Items.ShouldHaveSingleItem().Copies.ShouldHaveSingleItem();
        history.AlsoSent.ShouldHaveSingleItem().Copies.ShouldHaveSingleItem();
        outcomes.Reads.ShouldBe(1);
    }

    private sealed class CountedReads : IRequestedCopySource
    {
        public int Reads { get; private set; }

        public Task<IReadOnlyList<RequestedCopy>> ListRequestedCopiesAsync(string workerId, CancellationToken ct)
        {
            Reads++;
            return Task.FromResult<IReadOnlyList<RequestedCopy>>([]);
        }
    }
}
