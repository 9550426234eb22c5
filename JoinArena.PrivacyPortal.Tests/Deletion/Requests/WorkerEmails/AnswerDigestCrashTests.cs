using JoinArena.PrivacyPortal.Data.Outbox;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Deletion.Requests.Tasks;
using JoinArena.PrivacyPortal.Tests.Support.Databases;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Tests.Deletion.Requests.WorkerEmails;

/// <summary>
/// The process ends just before or just after each commit of a day's later answers and of the email about them. Whoever gets no
/// answer does the step again.
/// </summary>
[Trait("Speed", "slow")]
public abstract class AnswerDigestCrashTests(TestDatabase database) : AnswerDigestTestBase(database)
{
    private const int MostSteps = 40;

    private static readonly OutcomeReport s_erased = new(TaskOutcome.Erased);
    private static readonly Actor s_party = Actor.Party("link");

    [Fact]
    public async Task A_crash_at_any_commit_loses_no_answer_and_sends_each_email_under_one_id()
    {
        var steps = 0;
        var died = true;
        for (var commit = 1; died; commit++)
        {
            commit.ShouldBeLessThan(MostSteps, "the walk must come to an end");
            foreach (var after in new[] { false, true })
            {
                var (bench, request) = await StartAsync("Avon", "Brook", "Calder", "Derwent");
                died = await LiveAsync(bench, request, new(commit, after));
                steps += died ? 1 : 0;
                await ShouldHaveToldAsync(bench, $"ended {(after ? "after" : "before")} commit {commit}");
            }
        }

        steps.ShouldBeGreaterThan(6, "a walk that never ends early walks over nothing");
    }

    /// <returns>Whether the process ended early.</returns>
    private async Task<bool> LiveAsync(DeletionFixture bench, DeletionRequest request, CrashSimulator life)
    {
        await AnswerAsync(bench, request, "Avon");
        await bench.DeliverEmailsAsync();
        var process = new SingleProcess(bench, Database.Settings, life);
        var died = false;
        foreach (var party in new[] { "Brook", "Calder" })
            await StepAsync(p => p.Progress.RecordAsync(TaskOf(request, party), s_erased, s_party, default));
        bench.Clock.Advance(TimeSpan.FromHours(25));
        await StepAsync(p => p.DeliverMessagesAsync());
        process.Dispose();
        return died;

        async Task StepAsync(Func<SingleProcess, Task> step)
        {
            try
            {
                await step(process);
            }
            catch (Exception) when (process.Simulator.HasCrashed)
            {
                died = true;
                process.Dispose();
                // The leases of the one that ended have to run out.
                bench.Clock.Advance(TimeSpan.FromMinutes(3));
                process = new(bench, Database.Settings);
                await step(process);
            }
        }
    }

    private static async Task ShouldHaveToldAsync(DeletionFixture bench, string when)
    {
        var mails = bench.Mails.GetMailsTo($"{bench.Worker}@example.com");
        var letters = mails.Select(m => (m.Job, m.Subject)).Distinct().ToList();
        letters
            .Select(m => m.Subject)
            .Where(s => s.Contains(" of 4)", StringComparison.Ordinal))
            .ShouldBe(
                ["Avon has erased your data (1 of 4)", "2 more answers to your deletion request (3 of 4)"],
                ignoreOrder: true,
                when
            );
        letters.Count.ShouldBe(4, when);
        mails.GroupBy(m => m.Job).Max(m => m.Count()).ShouldBeLessThanOrEqualTo(2, when);
        (await bench.ReadInboxSubjectsAsync())
            .Count(s => s.Contains(" of 4)", StringComparison.Ordinal))
            .ShouldBe(3, when);
        await using var db = await bench.Contexts.CreateDbContextAsync();
        (await db.Outbox.CountAsync(m => m.DoneAt == null)).ShouldBe(0, when);
    }

    private static Guid TaskOf(DeletionRequest request, string party) =>
        request.Tasks.Single(t => t.PartyName == party).Id;

    public sealed class OnSqlite(SqliteDatabase database)
        : AnswerDigestCrashTests(database),
            IClassFixture<SqliteDatabase>;

    public sealed class OnPostgres(PostgresDatabase database)
        : AnswerDigestCrashTests(database),
            IClassFixture<PostgresDatabase>;
}
