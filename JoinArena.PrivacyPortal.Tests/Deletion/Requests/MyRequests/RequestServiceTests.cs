using System.Globalization;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Deletion.Certificates;
using JoinArena.PrivacyPortal.Deletion.Erasure;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Deletion.Requests.MyRequests;
using JoinArena.PrivacyPortal.Deletion.Requests.Scope;
using JoinArena.PrivacyPortal.Deletion.Requests.Tasks;
using JoinArena.PrivacyPortal.Disclosures;
using JoinArena.PrivacyPortal.Parties;
using JoinArena.PrivacyPortal.Policies;
using JoinArena.PrivacyPortal.Tests.Support.Databases;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Tests.Deletion.Requests.MyRequests;

/// <summary>What a worker can do, on both databases.</summary>
public abstract class RequestServiceTests(TestDatabase database)
{
    [Fact]
    public async Task A_request_gets_a_number_and_the_next_one_the_next()
    {
        var (first, second) = (await BenchAsync(), await BenchAsync());
        await first.AddHoldingPartyAsync("Northwind");
        await second.AddHoldingPartyAsync("Northwind");

        var (one, two) = (await first.SubmitRequestAsync(), await second.SubmitRequestAsync());

        one.ShouldMatch("^DR-2026-[0-9]{6}$");
        (NumberOf(two) - NumberOf(one)).ShouldBe(1);
    }

    [Fact]
    public async Task A_worker_who_goes_back_changes_the_draft_and_makes_no_second_one()
    {
        var bench = await BenchAsync();
        var party = await bench.AddHoldingPartyAsync("Northwind");
        var number = await bench.SubmitRequestAsync();

        var again = await bench.Requests.SubmitAsync(
            bench.Worker,
            DeletionScope.OfParty(party),
            "I changed my mind",
            default
        );

        again.Value.ShouldBe(number);
        var request = await bench.LoadRequestAsync(number);
        request.Scope.ShouldBe(DeletionScope.OfParty(party));
        request.Reason.ShouldBe("I changed my mind");
    }

    [Fact]
    public async Task A_form_sent_twice_at_once_makes_one_draft()
    {
        var bench = await BenchAsync();
        await bench.AddHoldingPartyAsync("Northwind");

        var numbers = await Task.WhenAll(
            Enumerable.Range(0, 6).Select(_ => Task.Run(() => bench.SubmitRequestAsync()))
        );

        numbers.Distinct().Count().ShouldBe(1);
    }

    [Fact]
    public async Task A_request_for_what_no_party_holds_gets_a_number_a_clock_and_an_answer_that_says_where_we_looked()
    {
        var bench = await BenchAsync();
        await bench.AddHoldingPartyAsync("Northwind", categories: DataCategory.Resume);

        var request = await bench.CreateStartedRequestAsync(DeletionScope.OfCategories(DataCategory.Transcript));

        request.DueBy.ShouldBe(new DateOnly(2026, 12, 24));
        var search = request.Tasks.ShouldHaveSingleItem();
        search.PartyName.ShouldBe("JoinArena");
        Task<Result<string, OutcomeError>> AnswerAsync(string? note) =>
            bench.Progress.RecordAsync(
                search.Id,
                new(TaskOutcome.NothingHeld, Note: note),
                DeletionFixture.Officer,
                default
            );
        (await AnswerAsync(null)).Error.ShouldBe(OutcomeError.SearchNoteNeeded);
        (await AnswerAsync("The interview store and the mailbox of support.")).IsSuccess.ShouldBeTrue();

        (await bench.LoadRequestAsync(request.Number)).HadNothing.ShouldBeTrue();
        (await bench.ReadInboxTextAsync()).ShouldContain("Our record names no party that held this data");
        var certificate = CertificateText.Parse(
            (await bench.Certificates.FindAsync(bench.Worker, request.Number, default))!.Json
        );
        certificate.Search.ShouldNotBeNull().At.ShouldBe(request.StartedAt!.Value);
        certificate.Parties.ShouldHaveSingleItem().Note.ShouldBe("The interview store and the mailbox of support.");
    }

    [Fact]
    public async Task The_preview_names_which_party_has_what_and_what_cannot_be_undone()
    {
        var bench = await BenchAsync();
        await bench.AddHoldingPartyAsync("Northwind", categories: [DataCategory.Resume, DataCategory.GeneratedPhoto]);
        await bench.AddHoldingPartyAsync("Talent-eval", PartyKind.ModelTraining, categories: DataCategory.Transcript);

        var preview = (
            await bench.Requests.PreviewAsync(bench.Worker, await bench.SubmitRequestAsync(), default)
        ).Value!;

        preview.Parties.Select(p => p.Name).ShouldBe(["Northwind", "Talent-eval"]);
        preview.Parties[0].Categories.ShouldBe([DataCategory.Resume, DataCategory.GeneratedPhoto]);
        preview.ModelTrainingParties.ShouldHaveSingleItem().Name.ShouldBe("Talent-eval");
        preview.Grounds.ShouldContain(g => g.Code == "gdpr-legal-claims");
        preview.Deadlines.DueBy.ShouldBe(new DateOnly(2026, 12, 24));
    }

    [Theory]
    [InlineData("categories", "Recorder")]
    [InlineData("interview", "Northwind Recorder")]
    [InlineData("party", "Northwind")]
    public async Task The_request_erases_only_what_is_within_its_scope(string kind, string parties)
    {
        var bench = await BenchAsync();
        var northwind = await bench.AddHoldingPartyAsync(
            "Northwind",
            interview: "int-1",
            categories: DataCategory.Resume
        );
        await bench.AddHoldingPartyAsync(
            "Recorder",
            interview: "int-1",
            categories: [DataCategory.InterviewRecording, DataCategory.Resume]
        );
        await bench.AddHoldingPartyAsync("Other", interview: "int-2", categories: DataCategory.Resume);
        var scope = kind switch
        {
            "categories" => DeletionScope.OfCategories(DataCategory.InterviewRecording),
            "interview" => DeletionScope.OfInterview("int-1"),
            _ => DeletionScope.OfParty(northwind),
        };

        var request = await bench.CreateStartedRequestAsync(scope);

        string.Join(' ', request.Tasks.Select(t => t.PartyName)).ShouldBe(parties);
        if (kind == "categories")
            request.Tasks[0].Items.ShouldHaveSingleItem().Category.ShouldBe(DataCategory.InterviewRecording);
    }

    [Theory]
    [InlineData("US-CA", "An answer is expected by 7 January 2027.")]
    [InlineData("US-VA", "We promise an answer by 8 January 2027.")] // its act leaves job applicants out
    [InlineData("US-FL", "We promise an answer by 24 December 2026.")]
    [InlineData("JP", "We promise an answer by 9 December 2026.")]
    public async Task Only_a_law_that_binds_is_given_as_the_reason_for_a_date(string place, string says)
    {
        var bench = await BenchAsync(place);
        await bench.AddHoldingPartyAsync("Northwind");

        await bench.CreateConfirmedRequestAsync();

        (await bench.ReadInboxTextAsync()).ShouldContain(says);
    }

    [Fact]
    public async Task A_confirmation_starts_the_clock_of_the_workers_place_and_notifies_the_worker()
    {
        var bench = await BenchAsync("US-CA");
        await bench.AddHoldingPartyAsync("Northwind");

        var request = await bench.LoadRequestAsync(await bench.CreateConfirmedRequestAsync());

        request.State.ShouldBe(RequestState.Confirmed);
        request.Jurisdiction.ShouldBe("US-CA");
        request.DueBy.ShouldBe(new DateOnly(2027, 1, 7));
        request.AcknowledgeBy.ShouldBe(new DateOnly(2026, 12, 8));
        request.CoolingOffEnds.ShouldBe(bench.Clock.GetUtcNow().AddDays(1));
        (await bench.ReadInboxSubjectsAsync()).ShouldBe([$"Your deletion request {request.Number} is confirmed"]);
        (await bench.ReadInboxTextAsync()).ShouldContain("An answer is expected by 7 January 2027.");
        (await bench.FindQueuedMailsAsync($"{bench.Worker}@example.com")).Count.ShouldBe(1);
        (await bench.ReadLedgerKindsAsync()).ShouldBe(["deletion-confirmed"]);
    }

    [Fact]
    public async Task A_request_confirmed_twice_at_once_is_confirmed_once()
    {
        var bench = await BenchAsync();
        await bench.AddHoldingPartyAsync("Northwind");
        var number = await bench.SubmitRequestAsync();

        var results = await Task.WhenAll(
            Enumerable
                .Range(0, 4)
                .Select(_ => Task.Run(() => bench.Requests.ConfirmAsync(bench.Worker, number, bench.Proof, default)))
        );

        results.ShouldAllBe(r => r.IsSuccess);
        (await bench.ReadInboxSubjectsAsync()).Count.ShouldBe(1);
        (await bench.ReadLedgerKindsAsync()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_request_is_not_confirmed_without_a_fresh_proof()
    {
        var bench = await BenchAsync();
        await bench.AddHoldingPartyAsync("Northwind");
        var number = await bench.SubmitRequestAsync();
        var proof = bench.Proof;
        bench.Clock.Advance(TimeSpan.FromMinutes(6));

        (await bench.Requests.ConfirmAsync(bench.Worker, number, proof, default)).Error.ShouldBe(
            RequestError.ConfirmItIsYou
        );
        (await bench.Requests.ConfirmAsync(bench.Worker, number, default, default)).Error.ShouldBe(
            RequestError.ConfirmItIsYou
        );

        (await bench.LoadRequestAsync(number)).State.ShouldBe(RequestState.Submitted);
        (await bench.ReadInboxSubjectsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Another_workers_request_does_not_exist()
    {
        var (owner, other) = (await BenchAsync(), await BenchAsync());
        await owner.AddHoldingPartyAsync("Northwind");
        var number = await owner.SubmitRequestAsync();

        (await other.Requests.PreviewAsync(other.Worker, number, default)).Error.ShouldBe(RequestError.NotFound);
        (await other.Requests.ConfirmAsync(other.Worker, number, other.Proof, default)).Error.ShouldBe(
            RequestError.NotFound
        );
        (await other.Requests.WithdrawAsync(other.Worker, number, default)).Error.ShouldBe(RequestError.NotFound);
        (await other.Requests.NotifyPartiesNowAsync(other.Worker, number, default)).Error.ShouldBe(
            RequestError.NotFound
        );
    }

    [Fact]
    public async Task No_party_is_notified_before_the_cooling_off_time_has_ended()
    {
        var bench = await BenchAsync();
        await bench.AddHoldingPartyAsync("Northwind", connector: ConnectorType.Email);
        var number = await bench.CreateConfirmedRequestAsync();
        bench.Clock.Advance(TimeSpan.FromHours(23.9));

        await bench.TimeoutJob.RunAsync(default);
        (await bench.LoadRequestAsync(number)).State.ShouldBe(RequestState.Confirmed);

        bench.Clock.Advance(TimeSpan.FromHours(0.1));
        await bench.TimeoutJob.RunAsync(default);
        (await bench.LoadRequestAsync(number)).State.ShouldBe(RequestState.InProgress);
    }

    [Fact]
    public async Task A_party_with_an_email_connector_is_emailed_and_the_others_are_jobs_for_a_person()
    {
        var bench = await BenchAsync();
        await bench.AddHoldingPartyAsync("Mailed", connector: ConnectorType.Email, categories: DataCategory.Transcript);
        await bench.AddHoldingPartyAsync("Called", connector: ConnectorType.Manual);
        await bench.AddHoldingPartyAsync("Hooked", connector: ConnectorType.Webhook);

        var request = await bench.CreateStartedRequestAsync();
        request.Tasks.ShouldAllBe(t => t.State == TaskState.Pending, "a mail that waits has told nobody");
        await bench.DeliverMessagesAsync();
        request = await bench.LoadRequestAsync(request.Number);

        request
            .Tasks.Select(t => (t.PartyName, t.State))
            .ShouldBe([("Called", TaskState.Pending), ("Hooked", TaskState.Failed), ("Mailed", TaskState.Sent)]);
        var mail = bench.Mails.GetMailsTo("privacy@mailed.example").ShouldHaveSingleItem();
        mail.Subject.ShouldBe($"Erasure request {request.Number}");
        mail.Text.ShouldContain("transcript-");
        (await bench.ReadInboxSubjectsAsync()).ShouldContain(
            $"We are asking Called, Hooked and Mailed to erase your data ({request.Number})"
        );
        (await bench.ReadLedgerKindsAsync()).ShouldBe(["deletion-confirmed", "deletion-started", "erasure-asked"]);
        await using var db = await bench.Contexts.CreateDbContextAsync();
        var mailed = request.Tasks.Single(t => t.PartyName == "Mailed").PartyId;
        (await db.Holdings.SingleAsync(h => h.PartyId == mailed)).AskedAt.ShouldBe(request.StartedAt);
    }

    [Fact]
    public async Task The_job_notifies_no_party_twice()
    {
        var bench = await BenchAsync();
        await bench.AddHoldingPartyAsync("Mailedonce", connector: ConnectorType.Email);
        await bench.CreateStartedRequestAsync();

        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(() => bench.TimeoutJob.RunAsync(default))));
        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(() => bench.DeliverMessagesAsync())));

        bench.Mails.GetMailsTo("privacy@mailedonce.example").Count.ShouldBe(1);
    }

    [Fact]
    public async Task The_worker_may_have_the_parties_notified_at_once()
    {
        var bench = await BenchAsync();
        await bench.AddHoldingPartyAsync("Northwind");
        var number = await bench.CreateConfirmedRequestAsync();

        (await bench.Requests.NotifyPartiesNowAsync(bench.Worker, number, default)).IsSuccess.ShouldBeTrue();

        var request = await bench.LoadRequestAsync(number);
        request.State.ShouldBe(RequestState.InProgress);
        request.CoolingOffEnds.ShouldBe(bench.Clock.GetUtcNow());
    }

    [Fact]
    public async Task A_confirmed_request_can_be_withdrawn_and_its_parties_are_never_notified()
    {
        var bench = await BenchAsync();
        await bench.AddHoldingPartyAsync("Silent", connector: ConnectorType.Email);
        var number = await bench.CreateConfirmedRequestAsync();

        (await bench.Requests.WithdrawAsync(bench.Worker, number, default)).IsSuccess.ShouldBeTrue();
        bench.Clock.Advance(TimeSpan.FromDays(2));
        await bench.TimeoutJob.RunAsync(default);

        (await bench.LoadRequestAsync(number)).State.ShouldBe(RequestState.Withdrawn);
        await bench.DeliverMessagesAsync();
        bench.Mails.GetMailsTo("privacy@silent.example").ShouldBeEmpty();
        (await bench.ReadInboxSubjectsAsync()).ShouldContain($"You have withdrawn your deletion request {number}");
        (await bench.ReadLedgerKindsAsync()).ShouldBe(["deletion-confirmed", "deletion-withdrawn"]);
    }

    [Fact]
    public async Task A_request_cannot_be_withdrawn_once_a_party_is_notified()
    {
        var bench = await BenchAsync();
        await bench.AddHoldingPartyAsync("Northwind", connector: ConnectorType.Email);
        var request = await bench.CreateStartedRequestAsync();
        await bench.DeliverMessagesAsync();

        (await bench.Requests.WithdrawAsync(bench.Worker, request.Number, default)).Error.ShouldBe(
            RequestError.AlreadyNotified
        );
    }

    [Fact]
    public async Task A_withdrawal_while_the_parties_are_being_notified_has_one_of_two_outcomes()
    {
        for (var round = 0; round < 5; round++)
        {
            var bench = await BenchAsync();
            await bench.AddHoldingPartyAsync($"Race{bench.Worker[^6..]}", connector: ConnectorType.Email);
            var number = await bench.CreateConfirmedRequestAsync();
            bench.Clock.Advance(TimeSpan.FromDays(1));

            var withdrawal = Task.Run(() => bench.Requests.WithdrawAsync(bench.Worker, number, default));
            await Task.WhenAll(
                withdrawal,
                Task.Run(async () =>
                {
                    await bench.TimeoutJob.RunAsync(default);
                    await bench.DeliverMessagesAsync();
                })
            );

            var mails = bench.Mails.GetMailsTo($"privacy@race{bench.Worker[^6..]}.example").Count;
            var state = (await bench.LoadRequestAsync(number)).State;
            ((await withdrawal).IsSuccess, state, mails).ShouldBeOneOf(
                (true, RequestState.Withdrawn, 0),
                (false, RequestState.InProgress, 1)
            );
        }
    }

    [Fact]
    public async Task A_draft_that_is_not_confirmed_expires_after_thirty_days()
    {
        var bench = await BenchAsync();
        await bench.AddHoldingPartyAsync("Northwind");
        var number = await bench.SubmitRequestAsync();
        bench.Clock.Advance(TimeSpan.FromDays(29.9));
        await bench.TimeoutJob.RunAsync(default);
        (await bench.LoadRequestAsync(number)).State.ShouldBe(RequestState.Submitted);

        bench.Clock.Advance(TimeSpan.FromDays(0.1));
        await bench.TimeoutJob.RunAsync(default);

        (await bench.LoadRequestAsync(number)).State.ShouldBe(RequestState.Expired);
        (await bench.Requests.ConfirmAsync(bench.Worker, number, bench.Proof, default)).Error.ShouldBe(
            RequestError.NotNow
        );
    }

    [Fact]
    public async Task A_request_with_nothing_left_to_erase_is_checked_by_a_person_before_it_is_called_done()
    {
        var bench = await BenchAsync();
        var party = await bench.AddHoldingPartyAsync("Northwind");
        var number = await bench.CreateConfirmedRequestAsync();
        await using (var db = await bench.Contexts.CreateDbContextAsync())
        {
            (await db.Holdings.SingleAsync(h => h.PartyId == party)).MarkErased(bench.Clock.GetUtcNow());
            await db.SaveChangesAsync();
        }

        await bench.Requests.NotifyPartiesNowAsync(bench.Worker, number, default);

        var request = await bench.LoadRequestAsync(number);
        request.State.ShouldBe(RequestState.InProgress);
        request.Tasks.ShouldHaveSingleItem().PartyName.ShouldBe("JoinArena");
    }

    [Fact]
    public async Task A_worker_can_request_the_erasure_of_uncovered_data_alone()
    {
        var bench = await BenchAsync();
        await bench.AddHoldingPartyAsync("Covered");
        await bench.AddHoldingPartyAsync("Uncovered", isAllowed: false);

        var request = await bench.CreateStartedRequestAsync(DeletionScope.Uncovered);

        request.Tasks.ShouldHaveSingleItem().PartyName.ShouldBe("Uncovered");
        request.Scope.ShouldBe(DeletionScope.Uncovered);
    }

    private static int NumberOf(string request) => int.Parse(request[^6..], CultureInfo.InvariantCulture);

    private Task<DeletionFixture> BenchAsync(string jurisdiction = "DE") =>
        new DeletionFixture(database).WithWorkerAsync(jurisdiction);

    public sealed class OnSqlite(SqliteDatabase database)
        : RequestServiceTests(database),
            IClassFixture<SqliteDatabase>;

    public sealed class OnPostgres(PostgresDatabase database)
        : RequestServiceTests(database),
            IClassFixture<PostgresDatabase>;
}
