using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Deletion.Requests.MyRequests;
using JoinArena.PrivacyPortal.Disclosures;
using JoinArena.PrivacyPortal.Parties;
using JoinArena.PrivacyPortal.Policies;
using JoinArena.PrivacyPortal.Tests.Support.Databases;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Tests.Deletion.Requests.MyRequests;

/// <summary>What a worker can do, on both databases.</summary>
public abstract class DeletionDeskTests(TestDatabase database)
{
    [Fact]
    public async Task A_request_gets_a_number_and_the_next_one_the_next()
    {
        var (first, second) = (await BenchAsync(), await BenchAsync());
        await first.HeldByAsync("Northwind");
        await second.HeldByAsync("Northwind");

        var (one, two) = (await first.SubmittedAsync(), await second.SubmittedAsync());

        one.ShouldMatch("^DR-2026-[0-9]{6}$");
        (int.Parse(two[^6..]) - int.Parse(one[^6..])).ShouldBe(1);
    }

    [Fact]
    public async Task Going_back_changes_the_draft_and_makes_no_second_one()
    {
        var bench = await BenchAsync();
        var party = await bench.HeldByAsync("Northwind");
        var number = await bench.SubmittedAsync();

        var again = await bench.Desk.SubmitAsync(bench.Worker, DeletionScope.OfParty(party), "I changed my mind", default);

        again.Value.ShouldBe(number);
        var request = await bench.ReadAsync(number);
        request.Scope.ShouldBe(DeletionScope.OfParty(party));
        request.Reason.ShouldBe("I changed my mind");
    }

    [Fact]
    public async Task A_form_sent_twice_at_once_makes_one_draft()
    {
        var bench = await BenchAsync();
        await bench.HeldByAsync("Northwind");

        var numbers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => bench.SubmittedAsync())));

        numbers.Distinct().Count().ShouldBe(1);
    }

    [Fact]
    public async Task A_scope_nobody_holds_anything_in_is_refused()
    {
        var bench = await BenchAsync();
        await bench.HeldByAsync("Northwind", categories: DataCategory.Resume);

        (await bench.Desk.SubmitAsync(bench.Worker, DeletionScope.Of(DataCategory.Transcript), null, default)).Refusal.ShouldBe(DeletionRefusal.NothingHeld);
        (await bench.Desk.SubmitAsync(bench.Worker, DeletionScope.OfInterview("int-none"), null, default)).Refusal.ShouldBe(DeletionRefusal.NothingHeld);
    }

    [Fact]
    public async Task The_preview_names_who_has_what_and_what_cannot_be_undone()
    {
        var bench = await BenchAsync();
        await bench.HeldByAsync("Northwind", categories: [DataCategory.Resume, DataCategory.GeneratedPhoto]);
        await bench.HeldByAsync("Talent-eval", PartyKind.ModelTraining, categories: DataCategory.Transcript);

        var preview = (await bench.Desk.PreviewAsync(bench.Worker, await bench.SubmittedAsync(), default)).Value!;

        preview.Parties.Select(p => p.Name).ShouldBe(["Northwind", "Talent-eval"]);
        preview.Parties[0].Categories.ShouldBe([DataCategory.Resume, DataCategory.GeneratedPhoto]);
        preview.Trained.ShouldHaveSingleItem().Name.ShouldBe("Talent-eval");
        preview.Grounds.ShouldContain(g => g.Code == "gdpr-legal-claims");
        preview.Deadlines.DueBy.ShouldBe(new DateOnly(2026, 12, 24));
    }

    [Theory]
    [InlineData("categories", "Recorder")]
    [InlineData("interview", "Northwind Recorder")]
    [InlineData("party", "Northwind")]
    public async Task Only_what_is_within_the_scope_is_erased(string kind, string parties)
    {
        var bench = await BenchAsync();
        var northwind = await bench.HeldByAsync("Northwind", interview: "int-1", categories: DataCategory.Resume);
        await bench.HeldByAsync("Recorder", interview: "int-1", categories: [DataCategory.InterviewRecording, DataCategory.Resume]);
        await bench.HeldByAsync("Other", interview: "int-2", categories: DataCategory.Resume);
        var scope = kind switch
        {
            "categories" => DeletionScope.Of(DataCategory.InterviewRecording),
            "interview" => DeletionScope.OfInterview("int-1"),
            _ => DeletionScope.OfParty(northwind),
        };

        var request = await bench.StartedAsync(scope);

        string.Join(' ', request.Tasks.Select(t => t.PartyName)).ShouldBe(parties);
        if (kind == "categories") request.Tasks[0].Items.ShouldHaveSingleItem().Category.ShouldBe(DataCategory.InterviewRecording);
    }

    [Fact]
    public async Task Confirming_starts_the_clock_of_the_workers_place_and_writes_to_them()
    {
        var bench = await BenchAsync("US-CA");
        await bench.HeldByAsync("Northwind");

        var request = await bench.ReadAsync(await bench.ConfirmedAsync());

        request.State.ShouldBe(RequestState.Confirmed);
        request.Jurisdiction.ShouldBe("US-CA");
        request.DueBy.ShouldBe(new DateOnly(2027, 1, 7));
        request.AcknowledgeBy.ShouldBe(new DateOnly(2026, 12, 8));
        request.CoolingOffEnds.ShouldBe(bench.Clock.GetUtcNow().AddDays(1));
        (await bench.InboxAsync()).ShouldBe([$"Your deletion request {request.Number} is confirmed"]);
        (await bench.InboxTextAsync()).ShouldContain("An answer is expected by 7 January 2027.");
        (await bench.MailsToAsync($"{bench.Worker}@example.com")).Count.ShouldBe(1);
        (await bench.LedgerAsync()).ShouldBe(["deletion-confirmed"]);
    }

    [Fact]
    public async Task Confirming_twice_at_once_is_confirming_once()
    {
        var bench = await BenchAsync();
        await bench.HeldByAsync("Northwind");
        var number = await bench.SubmittedAsync();

        var results = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => bench.Desk.ConfirmAsync(bench.Worker, number, bench.Proof, default))));

        results.ShouldAllBe(r => r.IsDone);
        (await bench.InboxAsync()).Count.ShouldBe(1);
        (await bench.LedgerAsync()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Without_a_fresh_proof_nothing_is_confirmed()
    {
        var bench = await BenchAsync();
        await bench.HeldByAsync("Northwind");
        var number = await bench.SubmittedAsync();
        var proof = bench.Proof;
        bench.Clock.Advance(TimeSpan.FromMinutes(6));

        (await bench.Desk.ConfirmAsync(bench.Worker, number, proof, default)).Refusal.ShouldBe(DeletionRefusal.ConfirmItIsYou);
        (await bench.Desk.ConfirmAsync(bench.Worker, number, default, default)).Refusal.ShouldBe(DeletionRefusal.ConfirmItIsYou);

        (await bench.ReadAsync(number)).State.ShouldBe(RequestState.Submitted);
        (await bench.InboxAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Another_workers_request_does_not_exist()
    {
        var (owner, other) = (await BenchAsync(), await BenchAsync());
        await owner.HeldByAsync("Northwind");
        var number = await owner.SubmittedAsync();

        (await other.Desk.PreviewAsync(other.Worker, number, default)).Refusal.ShouldBe(DeletionRefusal.NotFound);
        (await other.Desk.ConfirmAsync(other.Worker, number, other.Proof, default)).Refusal.ShouldBe(DeletionRefusal.NotFound);
        (await other.Desk.WithdrawAsync(other.Worker, number, default)).Refusal.ShouldBe(DeletionRefusal.NotFound);
        (await other.Desk.TellNowAsync(other.Worker, number, default)).Refusal.ShouldBe(DeletionRefusal.NotFound);
    }

    [Fact]
    public async Task Nobody_is_told_before_the_cooling_off_time_has_ended()
    {
        var bench = await BenchAsync();
        await bench.HeldByAsync("Northwind", connector: ConnectorType.Email);
        var number = await bench.ConfirmedAsync();
        bench.Clock.Advance(TimeSpan.FromHours(23.9));

        await bench.Sweep.SweepAsync(default);
        (await bench.ReadAsync(number)).State.ShouldBe(RequestState.Confirmed);

        bench.Clock.Advance(TimeSpan.FromHours(0.1));
        await bench.Sweep.SweepAsync(default);
        (await bench.ReadAsync(number)).State.ShouldBe(RequestState.InProgress);
    }

    [Fact]
    public async Task A_party_with_a_mail_connector_is_mailed_and_the_others_are_jobs_for_a_person()
    {
        var bench = await BenchAsync();
        await bench.HeldByAsync("Mailed", connector: ConnectorType.Email, categories: DataCategory.Transcript);
        await bench.HeldByAsync("Called", connector: ConnectorType.Manual);
        await bench.HeldByAsync("Hooked", connector: ConnectorType.Webhook);

        var request = await bench.StartedAsync();
        request.Tasks.ShouldAllBe(t => t.State == TaskState.Pending, "a mail that waits has told nobody");
        await bench.DeliverAsync();
        request = await bench.ReadAsync(request.Number);

        request.Tasks.Select(t => (t.PartyName, t.State)).ShouldBe([("Called", TaskState.Pending), ("Hooked", TaskState.Failed), ("Mailed", TaskState.Sent)]);
        var mail = bench.Bag.To("privacy@mailed.example").ShouldHaveSingleItem();
        mail.Subject.ShouldBe($"Erasure request {request.Number}");
        mail.Text.ShouldContain("transcript-");
        (await bench.InboxAsync()).ShouldContain($"Your deletion request {request.Number} is under way");
        (await bench.LedgerAsync()).ShouldBe(["deletion-confirmed", "deletion-started", "erasure-asked"]);
        await using var db = await bench.Contexts.CreateDbContextAsync();
        var mailed = request.Tasks.Single(t => t.PartyName == "Mailed").PartyId;
        (await db.Holdings.SingleAsync(h => h.PartyId == mailed)).AskedAt.ShouldBe(request.StartedAt);
    }

    [Fact]
    public async Task Sweeping_again_tells_nobody_twice()
    {
        var bench = await BenchAsync();
        await bench.HeldByAsync("Mailedonce", connector: ConnectorType.Email);
        await bench.StartedAsync();

        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(() => bench.Sweep.SweepAsync(default))));
        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(() => bench.DeliverAsync())));

        bench.Bag.To("privacy@mailedonce.example").Count.ShouldBe(1);
    }

    [Fact]
    public async Task The_worker_may_have_them_told_at_once()
    {
        var bench = await BenchAsync();
        await bench.HeldByAsync("Northwind");
        var number = await bench.ConfirmedAsync();

        (await bench.Desk.TellNowAsync(bench.Worker, number, default)).IsDone.ShouldBeTrue();

        var request = await bench.ReadAsync(number);
        request.State.ShouldBe(RequestState.InProgress);
        request.CoolingOffEnds.ShouldBe(bench.Clock.GetUtcNow());
    }

    [Fact]
    public async Task A_confirmed_request_can_be_withdrawn_and_nobody_is_ever_told()
    {
        var bench = await BenchAsync();
        await bench.HeldByAsync("Silent", connector: ConnectorType.Email);
        var number = await bench.ConfirmedAsync();

        (await bench.Desk.WithdrawAsync(bench.Worker, number, default)).IsDone.ShouldBeTrue();
        bench.Clock.Advance(TimeSpan.FromDays(2));
        await bench.Sweep.SweepAsync(default);

        (await bench.ReadAsync(number)).State.ShouldBe(RequestState.Withdrawn);
        await bench.DeliverAsync();
        bench.Bag.To("privacy@silent.example").ShouldBeEmpty();
        (await bench.InboxAsync()).ShouldContain($"You have withdrawn your deletion request {number}");
        (await bench.LedgerAsync()).ShouldBe(["deletion-confirmed", "deletion-withdrawn"]);
    }

    [Fact]
    public async Task Once_a_party_is_told_it_cannot_be_withdrawn()
    {
        var bench = await BenchAsync();
        await bench.HeldByAsync("Northwind", connector: ConnectorType.Email);
        var request = await bench.StartedAsync();
        await bench.DeliverAsync();

        (await bench.Desk.WithdrawAsync(bench.Worker, request.Number, default)).Refusal.ShouldBe(DeletionRefusal.AlreadyTold);
    }

    [Fact]
    public async Task Withdrawing_while_the_parties_are_being_told_ends_one_way_or_the_other()
    {
        for (var round = 0; round < 5; round++)
        {
            var bench = await BenchAsync();
            await bench.HeldByAsync($"Race{bench.Worker[^6..]}", connector: ConnectorType.Email);
            var number = await bench.ConfirmedAsync();
            bench.Clock.Advance(TimeSpan.FromDays(1));

            var withdrawal = Task.Run(() => bench.Desk.WithdrawAsync(bench.Worker, number, default));
            await Task.WhenAll(withdrawal, Task.Run(async () =>
            {
                await bench.Sweep.SweepAsync(default);
                await bench.DeliverAsync();
            }));

            var mails = bench.Bag.To($"privacy@race{bench.Worker[^6..]}.example").Count;
            var state = (await bench.ReadAsync(number)).State;
            ((await withdrawal).IsDone, state, mails).ShouldBeOneOf((true, RequestState.Withdrawn, 0), (false, RequestState.InProgress, 1));
        }
    }

    [Fact]
    public async Task A_draft_nobody_confirms_expires_after_thirty_days()
    {
        var bench = await BenchAsync();
        await bench.HeldByAsync("Northwind");
        var number = await bench.SubmittedAsync();
        bench.Clock.Advance(TimeSpan.FromDays(29.9));
        await bench.Sweep.SweepAsync(default);
        (await bench.ReadAsync(number)).State.ShouldBe(RequestState.Submitted);

        bench.Clock.Advance(TimeSpan.FromDays(0.1));
        await bench.Sweep.SweepAsync(default);

        (await bench.ReadAsync(number)).State.ShouldBe(RequestState.Expired);
        (await bench.Desk.ConfirmAsync(bench.Worker, number, bench.Proof, default)).Refusal.ShouldBe(DeletionRefusal.NotNow);
    }

    [Fact]
    public async Task When_nothing_is_left_to_erase_a_person_looks_before_it_is_called_done()
    {
        var bench = await BenchAsync();
        var party = await bench.HeldByAsync("Northwind");
        var number = await bench.ConfirmedAsync();
        await using (var db = await bench.Contexts.CreateDbContextAsync())
        {
            (await db.Holdings.SingleAsync(h => h.PartyId == party)).Erase(bench.Clock.GetUtcNow());
            await db.SaveChangesAsync();
        }

        await bench.Desk.TellNowAsync(bench.Worker, number, default);

        var request = await bench.ReadAsync(number);
        request.State.ShouldBe(RequestState.InProgress);
        request.Tasks.ShouldHaveSingleItem().PartyName.ShouldBe("JoinArena");
    }

    [Fact]
    public async Task What_no_clause_covered_can_be_asked_for_alone()
    {
        var bench = await BenchAsync();
        await bench.HeldByAsync("Covered");
        (await bench.Desk.SubmitAsync(bench.Worker, DeletionScope.Uncovered, null, default)).Refusal.ShouldBe(DeletionRefusal.NothingHeld);
        await bench.HeldByAsync("Uncovered", isAllowed: false);

        var request = await bench.StartedAsync(DeletionScope.Uncovered);

        request.Tasks.ShouldHaveSingleItem().PartyName.ShouldBe("Uncovered");
        request.Scope.ShouldBe(DeletionScope.Uncovered);
    }

    private Task<DeletionBench> BenchAsync(string jurisdiction = "DE") => new DeletionBench(database).WithWorkerAsync(jurisdiction);

    public sealed class OnSqlite(SqliteDatabase database) : DeletionDeskTests(database), IClassFixture<SqliteDatabase>;

    public sealed class OnPostgres(PostgresDatabase database) : DeletionDeskTests(database), IClassFixture<PostgresDatabase>;
}
