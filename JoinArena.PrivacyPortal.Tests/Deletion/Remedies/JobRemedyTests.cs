using JoinArena.PrivacyPortal.Deletion.Remedies;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Deletion.Requests.WorkerEmails;
using JoinArena.PrivacyPortal.Jurisdictions;
using JoinArena.PrivacyPortal.Policies;
using JoinArena.PrivacyPortal.Tests.Jurisdictions;
using JoinArena.PrivacyPortal.Tests.Support;
using JoinArena.PrivacyPortal.Tests.Support.Databases;

namespace JoinArena.PrivacyPortal.Tests.Deletion.Remedies;

/// <summary>
/// An appeal under the law of the job's place. No act that is listed has one today, so these rules give Illinois' act an
/// appeal; the acts of Colorado, Virginia and Texas give theirs to those who live there.
/// </summary>
public sealed class JobRemedyTests(SqliteDatabase database) : IClassFixture<SqliteDatabase>, IDisposable
{
    private readonly RuleFiles _files = new();

    public void Dispose() => _files.Dispose();

    [Theory]
    [InlineData("US-IL", "US-IL-AIVIA")]
    [InlineData("US-CO", null)] // its act is about those who live there
    public async Task A_refused_worker_appeals_under_the_law_of_the_job_where_that_law_has_an_appeal(
        string job,
        string? law
    )
    {
        var rules = LoadRulesWithAnAppealInIllinois();
        var bench = await new DeletionFixture(database).WithWorkerAsync("DE");
        await bench.AddHoldingPartyAsync("Northwind");
        await bench.AnnounceItemAsync("interview-recording-int-1", DataCategory.InterviewRecording, "int-1", job);
        var number = await RefuseAsync(bench);
        var queries = new RemedyQueries(bench.Contexts, rules, new(bench.Contexts, bench.Clock), bench.Clock);

        var offered = (await queries.FindForWorkerAsync(bench.Worker, number, default))!.Fileable;
        var filed = await CreateService(bench, rules)
            .FileAsync(bench.Worker, number, RemedyKind.Appeal, "You never asked the company.", default);

        offered?.Law.Code.ShouldBe(law);
        filed.IsSuccess.ShouldBe(law is not null);
        (await queries.FindForWorkerAsync(bench.Worker, number, default))!
            .Cases.Select(c => (c.Law, c.DueBy))
            .ShouldBe(law is null ? [] : [(law, new DateOnly(2026, 12, 14))]);
        if (law is null)
            return;

        // It is still the last day in Illinois, but not where the worker lives, and not in UTC.
        bench.Clock.Advance(new DateTimeOffset(2026, 12, 15, 3, 0, 0, TimeSpan.Zero) - bench.Clock.GetUtcNow());
        (await FindListedAsync()).ShouldBe((0, false));
        bench.Clock.Advance(TimeSpan.FromHours(3));
        (await FindListedAsync()).ShouldBe((-1, true));

        async Task<(int DaysLeft, bool IsOverdue)> FindListedAsync()
        {
            var listed = (await queries.ListAsync(default)).Single(l => l.Number == number);
            return (listed.DaysLeft, listed.IsOverdue);
        }
    }

    private DeadlineRules LoadRulesWithAnAppealInIllinois()
    {
        _files.Replace(
            "laws/US-IL-AIVIA.yml",
            "keep-request:",
            """
            remedy-clock:
              what: appeal
              answer:
                period: 20 calendar-days
                counted-from: day-after
                rolls: no
                citation: a test
              then: You can go to court.
              citation: a test
            keep-request:
            """
        );
        return DeadlineRules.Load(_files.Root);
    }

    private static RemedyService CreateService(DeletionFixture bench, DeadlineRules rules)
    {
        var letters = new RequestEmails(TestLocalizer.English, rules, bench.Clock);
        return new(
            new RequestTransactions(bench.Contexts),
            rules,
            new(TimeSpan.FromDays(1)),
            new(letters, bench.Clock),
            new(TestLocalizer.English, letters, bench.Clock),
            bench.Clock
        );
    }

    private static async Task<string> RefuseAsync(DeletionFixture bench)
    {
        var number = await bench.CreateConfirmedRequestAsync();
        var ground = (await bench.Previews.FindAvailableAsync(number, default))!.Grounds[0].Code;
        await bench.Decisions.ProposeAsync(
            number,
            new(null, ground, "The law keeps it."),
            DeletionFixture.Officer,
            default
        );
        var proposal = (await bench.Previews.FindAvailableAsync(number, default))!.Proposals[0].Id;
        var second = Actor.Officer("second@example.com");
        (await bench.Decisions.DecideAsync(proposal, approve: true, second, default)).IsSuccess.ShouldBeTrue();
        return number;
    }
}
