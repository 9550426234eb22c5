using JoinArena.PrivacyPortal.Data.Outbox;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Deletion.Requests.Tasks;
using JoinArena.PrivacyPortal.Deletion.Requests.WorkerEmails;
using JoinArena.PrivacyPortal.Tests.Deletion.Casework.Decisions;
using JoinArena.PrivacyPortal.Tests.Support.Databases;
using JoinArena.PrivacyPortal.Workers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace JoinArena.PrivacyPortal.Tests.Deletion.Requests.WorkerEmails;

/// <summary>
/// What happens to a request before the email with the answers of a day is due, on both databases: the email says nothing
/// that is no longer so, and nothing that another email has said.
/// </summary>
public abstract class ChangedAnswerDigestTests(TestDatabase database) : AnswerDigestTestBase(database)
{
    [Fact]
    public async Task The_email_about_the_end_tells_the_answers_that_were_waiting_and_no_other_follows()
    {
        var (bench, request) = await StartAsync("Avon", "Brook", "Calder");
        await AnswerAsync(bench, request, "Avon");
        await bench.DeliverEmailsAsync();
        await AnswerAsync(bench, request, "Brook", new(TaskOutcome.Erased, Note: "All of it."));
        await AnswerAsync(bench, request, "Calder");
        await bench.DeliverEmailsAsync();

        var end = $"Your data is erased at 3 parties ({request.Number})";
        ListEmails(bench).ShouldBe(["Avon has erased your data (1 of 3)", end]);
        var text = ReadEmail(bench, end);
        text.ShouldContain("Brook has erased your data. The party’s words: All of it.\n\nCalder has erased your data.");
        text.ShouldNotContain("Avon");
        await EndDayAsync(bench);
        ListEmails(bench).Count.ShouldBe(2);
    }

    [Fact]
    public async Task An_end_after_the_day_tells_only_what_no_email_has_told()
    {
        var (bench, request) = await StartAsync("Avon", "Brook", "Calder");
        await AnswerAsync(bench, request, "Avon");
        await AnswerAsync(bench, request, "Brook");
        await EndDayAsync(bench);

        await AnswerAsync(bench, request, "Calder");
        await bench.DeliverEmailsAsync();

        var text = ReadEmail(bench, $"Your data is erased at 3 parties ({request.Number})");
        text.ShouldContain("Calder has erased your data.");
        text.ShouldNotContain("Brook");
    }

    [Fact]
    public async Task An_end_while_the_email_cannot_be_sent_tells_what_it_would_have()
    {
        var (bench, request) = await StartAsync("Avon", "Brook", "Calder");
        await AnswerAsync(bench, request, "Avon");
        await bench.DeliverEmailsAsync();
        await AnswerAsync(bench, request, "Brook");
        bench.Mails.IsDown = true;
        await EndDayAsync(bench);

        await AnswerAsync(bench, request, "Calder");
        bench.Mails.IsDown = false;
        bench.Clock.Advance(TimeSpan.FromMinutes(1));
        await bench.DeliverEmailsAsync();

        var end = $"Your data is erased at 3 parties ({request.Number})";
        ListEmails(bench).ShouldBe(["Avon has erased your data (1 of 3)", end]);
        ReadEmail(bench, end).ShouldContain("Brook has erased your data.");
    }

    [Fact]
    public async Task A_refusal_that_ends_the_request_tells_the_answers_that_were_waiting()
    {
        var (bench, request) = await StartAsync("Avon", "Brook", "Calder");
        await AnswerAsync(bench, request, "Avon");
        await AnswerAsync(bench, request, "Brook");

        await NotAskedTests.RefuseAsync(bench, request, "Calder");
        await bench.DeliverEmailsAsync();

        var refusal = $"We refused to ask Calder to erase your data ({request.Number})";
        ReadEmail(bench, refusal).ShouldContain("\n\nBrook has erased your data.\n\n");
        await EndDayAsync(bench);
        ListEmails(bench).ShouldBe(["Avon has erased your data (1 of 3)", refusal], ignoreOrder: true);
    }

    [Fact]
    public async Task A_corrected_answer_has_its_own_email_at_once_and_is_not_told_again()
    {
        var (bench, request) = await StartAsync("Avon", "Brook", "Calder", "Derwent");
        await AnswerAsync(bench, request, "Avon");
        await AnswerAsync(bench, request, "Brook");
        await AnswerAsync(bench, request, "Calder");

        await CorrectAsync(bench, request, "Brook");
        await bench.DeliverEmailsAsync();
        ListEmails(bench)
            .ShouldBe(
                ["Avon has erased your data (1 of 4)", "Brook held none of this data (3 of 4)"],
                ignoreOrder: true
            );
        await EndDayAsync(bench);

        ListEmails(bench).Count.ShouldBe(3);
        var text = ReadEmail(bench, "Calder has erased your data (3 of 4)");
        text.ShouldNotContain("Brook");
    }

    [Fact]
    public async Task A_retry_after_a_correction_does_not_say_what_is_no_longer_so()
    {
        var (bench, request) = await StartAsync("Avon", "Brook", "Calder", "Derwent");
        await AnswerAsync(bench, request, "Avon");
        await bench.DeliverEmailsAsync();
        bench.Clock.Advance(TimeSpan.FromHours(2));
        await AnswerAsync(bench, request, "Brook");
        await AnswerAsync(bench, request, "Calder");
        bench.Mails.IsDown = true;
        bench.Clock.Advance(TimeSpan.FromHours(23));
        await bench.DeliverEmailsAsync();
        ListEmails(bench).ShouldHaveSingleItem();

        await CorrectAsync(bench, request, "Brook");
        bench.Mails.IsDown = false;
        bench.Clock.Advance(TimeSpan.FromMinutes(1));
        await bench.DeliverEmailsAsync();

        ListEmails(bench)
            .ShouldBe(
                [
                    "Avon has erased your data (1 of 4)",
                    "Brook held none of this data (3 of 4)",
                    "Calder has erased your data (3 of 4)",
                ],
                ignoreOrder: true
            );
        bench
            .Mails.GetMailsTo($"{bench.Worker}@example.com")
            .ShouldNotContain(m => m.Text.Contains("Brook has erased"));
    }

    [Fact]
    public async Task A_withheld_request_sends_no_answers_to_either_address_and_begins_anew_after_the_proof()
    {
        var (bench, request) = await StartAsync("Avon", "Brook", "Calder", "Derwent");
        await AnswerAsync(bench, request, "Avon");
        await AnswerAsync(bench, request, "Brook");
        var address = $"{bench.Worker}@second.example";
        (
            await bench.GetService<WorkerRegister>().AnnounceAsync(bench.Worker, new(address, "Ana", "DE"), default)
        ).IsSuccess.ShouldBeTrue();

        await EndDayAsync(bench);
        ListEmails(bench).ShouldNotContain(s => s.Contains("Brook"));
        ListEmails(bench, address).ShouldNotContain(s => s.Contains("Brook"));

        (await bench.RecordProofTodayAsync(request.Number)).IsSuccess.ShouldBeTrue();
        await AnswerAsync(bench, request, "Calder");
        await bench.DeliverEmailsAsync();
        ListEmails(bench, address).ShouldContain("Calder has erased your data (3 of 4)");
        await EndDayAsync(bench);
        ListEmails(bench, address).ShouldNotContain(s => s.Contains("Brook"));
    }

    [Fact]
    public async Task A_request_whose_record_is_erased_in_between_sends_nothing()
    {
        var (bench, request) = await StartAsync("Avon", "Brook", "Calder");
        await AnswerAsync(bench, request, "Avon");
        await AnswerAsync(bench, request, "Brook");
        await bench.DeliverEmailsAsync();
        await AnswerAsync(bench, request, "Calder");
        var payload = (await ListJobsAsync(bench)).ShouldHaveSingleItem()!;
        bench.Clock.SetUtcNow(bench.Clock.GetUtcNow().AddYears(4));
        await bench.SequenceLedgerAsync();

        await bench.RecordRetention.RunAsync(default);

        (await ListJobsAsync(bench)).ShouldBeEmpty();
        // Another node may have taken the job before.
        var handler = bench.Services.GetServices<IOutboxHandler>().OfType<AnswerDigestHandler>().Single();
        await handler.HandleAsync(Guid.CreateVersion7(), payload, default);
        await bench.DeliverEmailsAsync();
        ListEmails(bench).ShouldBe(["Avon has erased your data (1 of 3)"]);
    }

    private static async Task CorrectAsync(DeletionFixture bench, DeletionRequest request, string party)
    {
        var task = request.Tasks.Single(t => t.PartyName == party);
        (
            await bench.Progress.CorrectAsync(task.Id, new(TaskOutcome.NothingHeld), Actor.Party("link"), default)
        ).IsSuccess.ShouldBeTrue();
    }

    private static async Task<IReadOnlyList<string?>> ListJobsAsync(DeletionFixture bench)
    {
        await using var db = await bench.Contexts.CreateDbContextAsync();
        return await db.Outbox.Where(m => m.Kind == "answer-digest").Select(m => m.Payload).ToListAsync();
    }

    public sealed class OnSqlite(SqliteDatabase database)
        : ChangedAnswerDigestTests(database),
            IClassFixture<SqliteDatabase>;

    public sealed class OnPostgres(PostgresDatabase database)
        : ChangedAnswerDigestTests(database),
            IClassFixture<PostgresDatabase>;
}
