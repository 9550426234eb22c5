using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Deletion.Requests.Tasks;
using JoinArena.PrivacyPortal.Tests.Support.Databases;

namespace JoinArena.PrivacyPortal.Tests.Deletion.Requests.WorkerEmails;

/// <summary>A request to several parties, which answer one after the other.</summary>
public abstract class AnswerDigestTestBase(TestDatabase database)
{
    protected TestDatabase Database { get; } = database;

    /// <summary>A request to these parties. The emails about its beginning have left.</summary>
    protected async Task<(DeletionFixture Bench, DeletionRequest Request)> StartAsync(params string[] parties)
    {
        var bench = await new DeletionFixture(Database).WithWorkerAsync();
        foreach (var party in parties)
            await bench.AddHoldingPartyAsync(party);
        var request = await bench.CreateStartedRequestAsync();
        await bench.DeliverEmailsAsync();
        return (bench, request);
    }

    /// <summary>The party answers that it has erased the data.</summary>
    protected static Task AnswerAsync(DeletionFixture bench, DeletionRequest request, string party) =>
        AnswerAsync(bench, request, party, new(TaskOutcome.Erased));

    protected static async Task AnswerAsync(
        DeletionFixture bench,
        DeletionRequest request,
        string party,
        OutcomeReport report
    ) =>
        (
            await bench.Progress.RecordAsync(
                request.Tasks.Single(t => t.PartyName == party).Id,
                report,
                Actor.Party("link"),
                default
            )
        ).IsSuccess.ShouldBeTrue();

    protected static async Task EndDayAsync(DeletionFixture bench)
    {
        bench.Clock.Advance(TimeSpan.FromHours(24) + TimeSpan.FromMinutes(1));
        await bench.DeliverEmailsAsync();
    }

    /// <summary>The subjects of the emails about answers and what followed them.</summary>
    protected static IReadOnlyList<string> ListEmails(DeletionFixture bench, string? address = null) =>
        [
            .. bench
                .Mails.GetMailsTo(address ?? $"{bench.Worker}@example.com")
                .Select(m => m.Subject)
                .Where(s => !s.Contains("is confirmed") && !s.StartsWith("We are asking", StringComparison.Ordinal)),
        ];

    /// <summary>The text of the one email with this subject.</summary>
    protected static string ReadEmail(DeletionFixture bench, string subject) =>
        bench.Mails.GetMailsTo($"{bench.Worker}@example.com").Single(m => m.Subject == subject).Text;
}
