using JoinArena.PrivacyPortal.Deletion.Casework;
using JoinArena.PrivacyPortal.Deletion.Casework.Decisions;
using JoinArena.PrivacyPortal.Deletion.Casework.Queue;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Deletion.Requests.MyRequests;
using JoinArena.PrivacyPortal.Deletion.Requests.Tasks;
using JoinArena.PrivacyPortal.Deletion.Requests.WorkerEmails;
using JoinArena.PrivacyPortal.Tests.Jurisdictions;
using JoinArena.PrivacyPortal.Tests.Support;
using JoinArena.PrivacyPortal.Tests.Support.Databases;
using JoinArena.PrivacyPortal.Workers;

namespace JoinArena.PrivacyPortal.Tests.Deletion.Casework;

/// <summary>A request in progress whose worker's email address is changed, on both databases.</summary>
public abstract class IdentityRecheckTests(TestDatabase database)
{
    [Fact]
    public async Task What_parties_were_asked_goes_on_and_nothing_about_it_goes_to_the_new_address()
    {
        var bench = await BenchAsync();
        var request = await bench.CreateStartedRequestAsync();
        var task = request.Tasks.ShouldHaveSingleItem();
        await bench.Progress.MarkNotifiedAsync(task.Id, DeletionFixture.Officer, default);
        await bench.Messages.SendFromOfficerAsync(request.Number, "Before.", DeletionFixture.Officer, default);
        var inbox = await bench.ReadInboxSubjectsAsync();

        bench.Clock.Advance(TimeSpan.FromHours(1));
        var address = await MoveAsync(bench, "second");

        (await bench.FindQueuedMailsAsync(address))
            .ShouldHaveSingleItem()
            .ShouldContain($"Please prove that deletion request {request.Number} is yours");
        var kept = await bench.LoadRequestAsync(request.Number);
        (kept.State, kept.DueBy, kept.WithheldSince).ShouldBe(
            (RequestState.InProgress, request.DueBy, bench.Clock.GetUtcNow())
        );
        kept.Tasks.Single().State.ShouldBe(TaskState.Sent);
        kept.CanWithdraw.ShouldBeFalse();
        (await bench.Messages.FindForWorkerAsync(bench.Worker, request.Number, default)).ShouldBeEmpty();
        (await bench.Messages.FindForStaffAsync(request.Number, default)).ShouldHaveSingleItem();

        // The party answers, which ends the request: with a certificate, but not for the new address.
        await bench.Progress.RecordAsync(task.Id, new(TaskOutcome.Erased), Actor.Party("Northwind"), default);

        (await bench.LoadRequestAsync(request.Number)).State.ShouldBe(RequestState.Completed);
        (await bench.FindQueuedMailsAsync(address)).ShouldHaveSingleItem();
        (await bench.ReadInboxSubjectsAsync())
            .Except(inbox)
            .ShouldBe([$"Please prove that deletion request {request.Number} is yours"]);
        (await bench.Certificates.FindAsync(bench.Worker, request.Number, default)).ShouldBeNull();
        var seen = await FindAsync(bench, request.Number);
        (seen.IsWithheld, seen.Tasks.Count, seen.Events.Count).ShouldBe((true, 0, 0));
        (await bench.Requests.WithdrawAsync(bench.Worker, request.Number, default)).Error.ShouldBe(RequestError.NotNow);
    }

    [Fact]
    public async Task The_team_sees_that_it_is_withheld_and_with_the_proof_the_worker_gets_everything()
    {
        var bench = await BenchAsync();
        var request = await bench.CreateStartedRequestAsync();
        var address = await MoveAsync(bench, "second");
        await AnswerAsync(bench, request);
        (await ListOpenAsync(bench, request.Number)).ShouldNotBeNull().IsWithheld.ShouldBeTrue();

        bench.Clock.Advance(TimeSpan.FromHours(1));
        await bench.Messages.SendFromWorkerAsync(bench.Worker, request.Number, "It is me: my id card.", default);
        var details = (await bench.CaseworkQueries.FindAsync(request.Number, default))!;
        var proof = details.PossibleProofs.ShouldHaveSingleItem();
        (
            await bench.Casework.RecordIdentityProofAsync(
                request.Number,
                new(proof.Id, null),
                DeletionFixture.Officer,
                default
            )
        ).IsSuccess.ShouldBeTrue();

        (await ListOpenAsync(bench, request.Number)).ShouldBeNull("it has ended");
        (await bench.Certificates.FindAsync(bench.Worker, request.Number, default)).ShouldNotBeNull();
        (await FindAsync(bench, request.Number)).Tasks.ShouldHaveSingleItem();
        (await bench.FindQueuedMailsAsync(address)).ShouldContain(mail =>
            mail.Contains($"Thank you: you can see your deletion request {request.Number} again")
            && mail.Contains($"certificate-{request.Number}")
        );
        (await bench.LoadRequestAsync(request.Number)).DueBy.ShouldBe(request.DueBy);
        var kinds = await bench.ReadLedgerKindsAsync();
        kinds.Count(kind => kind is "identity-asked").ShouldBe(1);
        kinds.Count(kind => kind is "identity-proven").ShouldBe(1);
    }

    [Fact]
    public async Task A_proof_from_before_the_last_change_of_address_does_not_count()
    {
        var bench = await BenchAsync();
        var request = await bench.CreateStartedRequestAsync();
        await MoveAsync(bench, "second");
        await bench.Messages.SendFromWorkerAsync(bench.Worker, request.Number, "It is me.", default);
        var first = (await bench.CaseworkQueries.FindAsync(request.Number, default))!.PossibleProofs.Single();
        bench.Clock.Advance(TimeSpan.FromHours(1));

        await MoveAsync(bench, "third");

        var details = (await bench.CaseworkQueries.FindAsync(request.Number, default))!;
        details.PossibleProofs.ShouldBeEmpty();
        details.ProofAwaitedSince.ShouldBe(bench.Clock.GetUtcNow());
        (
            await bench.Casework.RecordIdentityProofAsync(
                request.Number,
                new(first.Id, null),
                DeletionFixture.Officer,
                default
            )
        ).Error.ShouldBe(CaseworkError.ProofOutsideWait);
    }

    [Fact]
    public async Task A_message_of_the_team_is_announced_without_its_text_while_it_is_withheld()
    {
        var bench = await BenchAsync();
        var request = await bench.CreateStartedRequestAsync();
        var address = await MoveAsync(bench, "second");

        await bench.Messages.SendFromOfficerAsync(request.Number, "Send us Q.", DeletionFixture.Officer, default);

        var mail = (await bench.FindQueuedMailsAsync(address)).Single(m => m.Contains("A message about your"));
        mail.ShouldContain("You can read it on the page of the request.");
        mail.ShouldNotContain("Send us Q.");
        (await bench.Messages.FindForWorkerAsync(bench.Worker, request.Number, default)).ShouldHaveSingleItem();
    }

    private async Task<DeletionFixture> BenchAsync()
    {
        var bench = await new DeletionFixture(database).WithWorkerAsync();
        await bench.AddHoldingPartyAsync("Northwind");
        return bench;
    }

    /// <returns>The new address.</returns>
    internal static async Task<string> MoveAsync(DeletionFixture bench, string name)
    {
        var letters = new RequestEmails(TestLocalizer.English, ReviewedRules.Shipped, bench.Clock);
        var decisions = new DecisionEmails(TestLocalizer.English, ReviewedRules.Shipped, letters, bench.Clock);
        var register = new WorkerRegister(
            bench.Contexts,
            bench.Clock,
            new IdentityRecheck(decisions, TestLocalizer.English)
        );
        var address = $"{bench.Worker}@{name}.example";
        (await register.AnnounceAsync(bench.Worker, new(address, "Ana", "DE"), default)).IsSuccess.ShouldBeTrue();
        return address;
    }

    private static async Task AnswerAsync(DeletionFixture bench, DeletionRequest request) =>
        (
            await bench.Progress.RecordAsync(
                request.Tasks.Single().Id,
                new(TaskOutcome.Erased),
                DeletionFixture.Officer,
                default
            )
        ).IsSuccess.ShouldBeTrue();

    private static async Task<QueueLine?> ListOpenAsync(DeletionFixture bench, string number) =>
        (await bench.Queue.FindAsync(new() { Text = number }, null, default)).Items.SingleOrDefault();

    private static async Task<PrivacyPortal.Deletion.Requests.MyRequests.Tracking.TrackedRequest> FindAsync(
        DeletionFixture bench,
        string number
    ) => (await bench.Queries.FindAsync(bench.Worker, number, default))!;

    public sealed class OnSqlite(SqliteDatabase database)
        : IdentityRecheckTests(database),
            IClassFixture<SqliteDatabase>;

    public sealed class OnPostgres(PostgresDatabase database)
        : IdentityRecheckTests(database),
            IClassFixture<PostgresDatabase>;
}
