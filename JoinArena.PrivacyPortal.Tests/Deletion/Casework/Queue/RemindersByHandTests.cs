using JoinArena.PrivacyPortal.Deletion.Casework.Queue;
using JoinArena.PrivacyPortal.Deletion.Erasure;
using JoinArena.PrivacyPortal.Deletion.Erasure.FollowUp;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Deletion.Requests.Scope;
using JoinArena.PrivacyPortal.Deletion.Requests.Tasks;
using JoinArena.PrivacyPortal.Parties;
using JoinArena.PrivacyPortal.Tests.Disclosures;
using JoinArena.PrivacyPortal.Tests.Support;
using JoinArena.PrivacyPortal.Tests.Support.Databases;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Tests.Deletion.Casework.Queue;

/// <summary>What a person has to remind, and what they leave to who decides on a refusal, on both databases.</summary>
public abstract class RemindersByHandTests(TestDatabase database)
{
    private const string Me = "me@example.com";

    [Theory]
    [InlineData(ConnectorType.Manual, true)]
    [InlineData(ConnectorType.Http, true)]
    [InlineData(ConnectorType.Email, false)]
    [InlineData(ConnectorType.Webhook, false)]
    public async Task A_party_that_a_person_told_a_week_ago_and_the_portal_does_not_remind_makes_its_request_wait(
        ConnectorType connector,
        bool isByHand
    )
    {
        var (bench, number) = await ToldAsync(connector);
        bench.Clock.Advance(TimeSpan.FromDays(7) - TimeSpan.FromMinutes(1));
        (await StateAsync(bench, number)).ShouldNotBe("waiting");
        bench.Clock.Advance(TimeSpan.FromMinutes(1));

        (await StateAsync(bench, number) == "waiting").ShouldBe(isByHand);
        await ShouldNeedAsync(bench, number, isByHand ? "1 party to remind" : "1 answer missing");
    }

    [Theory]
    [InlineData("https://example.com/privacy/@contoso", true)]
    [InlineData(null, true)]
    [InlineData("privacy@contoso.example", false)]
    public async Task A_party_of_which_the_portal_has_no_address_is_reminded_by_a_person(string? contact, bool isByHand)
    {
        var (bench, number) = await ToldAsync(ConnectorType.Email, contact);
        bench.Clock.Advance(TimeSpan.FromDays(7));

        (await StateAsync(bench, number) == "waiting").ShouldBe(isByHand);
        PartyHoldings.CanPortalRemind(ConnectorType.Email, contact).ShouldBe(!isByHand, "the page says the same");
    }

    [Fact]
    public async Task A_reminder_or_an_answer_ends_the_wait()
    {
        var (bench, number) = await ToldAsync(ConnectorType.Manual);
        var task = (await bench.LoadRequestAsync(number)).Tasks[0].Id;
        bench.Clock.Advance(TimeSpan.FromDays(8));
        (await StateAsync(bench, number)).ShouldBe("waiting");

        await bench.GetService<PartyReminderService>().RemindAsync(task, DeletionFixture.Officer, default);
        (await StateAsync(bench, number)).ShouldNotBe("waiting");
        bench.Clock.Advance(TimeSpan.FromDays(7));
        (await StateAsync(bench, number)).ShouldBe("waiting");

        await bench.Progress.RecordAsync(task, new(TaskOutcome.Erased), DeletionFixture.Officer, default);
        (await StateAsync(bench, number)).ShouldNotBe("waiting");
    }

    [Fact]
    public async Task A_proposed_refusal_waits_for_who_may_decide_and_not_for_who_proposed_it()
    {
        var bench = await BenchAsync();
        var request = await bench.CreateStartedRequestAsync();
        await bench.Decisions.ProposeAsync(
            request.Number,
            new(request.Tasks[0].Id, "gdpr-legal-claims", "A claim is open with them."),
            Actor.Officer(Me),
            default
        );

        (await StateAsync(bench, request.Number)).ShouldNotBe("waiting");
        (await StateAsync(bench, request.Number, "second@example.com")).ShouldBe("waiting");
        await ShouldNeedAsync(bench, request.Number, "Another officer’s decision", Me);
        await ShouldNeedAsync(bench, request.Number, "A second officer’s decision", "second@example.com");
        await ShouldNeedAsync(bench, request.Number, "A second officer’s decision");
        (await bench.Progress.MarkNotifiedAsync(request.Tasks[0].Id, DeletionFixture.Officer, default)).Error.ShouldBe(
            OutcomeError.RefusalProposed
        );
    }

    [Fact]
    public async Task A_proposal_that_came_too_late_keeps_no_officer_from_notifying_the_other_parties()
    {
        var bench = await BenchAsync();
        await bench.AddHoldingPartyAsync("Portal", connector: ConnectorType.Email);
        var request = await bench.CreateStartedRequestAsync();
        var byHand = request.Tasks.Single(t => t.PartyName == "Northwind").Id;
        await bench.Decisions.ProposeAsync(
            request.Number,
            new(null, "gdpr-legal-claims", "A claim is open."),
            Actor.Officer(Me),
            default
        );
        (await StateAsync(bench, request.Number)).ShouldNotBe("waiting");

        await bench.DeliverMessagesAsync();

        (await StateAsync(bench, request.Number)).ShouldBe(
            "waiting",
            "the portal notified a party: it cannot be refused"
        );
        (await bench.Progress.MarkNotifiedAsync(byHand, DeletionFixture.Officer, default)).IsSuccess.ShouldBeTrue();
    }

    [Fact]
    public async Task Only_parties_that_a_person_can_notify_now_are_counted_as_to_notify()
    {
        var bench = await BenchAsync();
        await bench.AddHoldingPartyAsync("Contoso");
        await bench.AddHoldingPartyAsync("Portal", connector: ConnectorType.Email);
        var request = await bench.CreateStartedRequestAsync();
        await ShouldNeedAsync(bench, request.Number, "2 parties to notify");

        await HoldAsync(bench, request, "Contoso");
        await ShouldNeedAsync(bench, request.Number, "1 party to notify");

        await HoldAsync(bench, request, "Northwind");
        await ShouldNeedAsync(bench, request.Number, "3 answers missing");
        (await StateAsync(bench, request.Number)).ShouldNotBe("waiting");
    }

    [Fact]
    public async Task A_party_that_another_request_notifies_is_not_to_be_notified_for_the_second_one()
    {
        var bench = await BenchAsync();
        var first = await bench.CreateStartedRequestAsync();
        var second = await bench.CreateStartedRequestAsync();
        second.Tasks.ShouldHaveSingleItem().FollowsTaskId.ShouldBe(first.Tasks[0].Id);

        await ShouldNeedAsync(bench, first.Number, "1 party to notify");
        await ShouldNeedAsync(bench, second.Number, "1 answer missing");
    }

    private static async Task HoldAsync(DeletionFixture bench, DeletionRequest request, string party)
    {
        var held = request.Tasks.Single(t => t.PartyName == party).PartyId;
        var placed = await bench.Holds.PlaceAsync(
            request.Number,
            new(held, "29 CFR 1602.14", "It is evidence."),
            DeletionFixture.Officer,
            default
        );
        placed.IsSuccess.ShouldBeTrue();
    }

    private async Task<(DeletionFixture Bench, string Number)> ToldAsync(
        ConnectorType connector,
        string? contact = "privacy@contoso.example"
    )
    {
        var bench = await new DeletionFixture(database).WithWorkerAsync();
        await bench.AddHoldingPartyAsync("Contoso", connector: connector);
        var request = await bench.CreateStartedRequestAsync();
        await using var db = await database.Contexts.CreateDbContextAsync();
        await db
            .ErasureTasks.Where(t => t.RequestId == request.Id)
            .ExecuteUpdateAsync(set => set.SetProperty(t => t.Contact, contact));
        await bench.Progress.MarkNotifiedAsync(request.Tasks[0].Id, DeletionFixture.Officer, default);
        return (bench, request.Number);
    }

    private static async Task ShouldNeedAsync(DeletionFixture bench, string number, string need, string? reader = null)
    {
        var line = (await bench.Queue.FindAsync(new() { Text = number }, reader, default)).Items.Single();
        TestLocalizer.English.DescribeNeed(line, new(TestLocalizer.English, bench.Clock)).ShouldBe(need);
    }

    private async Task<string> StateAsync(DeletionFixture bench, string number, string? officer = Me)
    {
        var work = await new RequestWorkQueries(database.Contexts, bench.Clock).FindAsync(officer, default);
        work.Count.ShouldBe(work.First.Count);
        return work.First.Any(l => l.Number == number) ? "waiting" : "not waiting";
    }

    private async Task<DeletionFixture> BenchAsync()
    {
        var bench = await new DeletionFixture(database).WithWorkerAsync();
        await bench.AddHoldingPartyAsync("Northwind");
        return bench;
    }

    public sealed class OnSqlite(SqliteDatabase database)
        : RemindersByHandTests(database),
            IClassFixture<SqliteDatabase>
    {
        private readonly TestDatabase _database = database;

        [Fact]
        public async Task Parties_to_remind_and_proposed_refusals_are_found_without_reading_every_part()
        {
            await using var db = await _database.Contexts.CreateDbContextAsync();
            var due = ReminderSchedule.QueryDueByHand(db, DateTimeOffset.UnixEpoch);
            var byHand = db.QueryToNotifyByHand();
            var task = Guid.NewGuid();
            string[] queries =
            [
                db.DeletionRequests.Where(r => due.Any(t => t.RequestId == r.Id)).ToQueryString(),
                db.QueryProposedForRefusal().Where(t => t.Id == task).ToQueryString(),
                db.DeletionRequests.Where(r => byHand.Any(t => t.RequestId == r.Id)).ToQueryString(),
            ];

            foreach (var query in queries)
            {
                var plan = await StaffQueryPlans.ExplainAsync(db, query);
                plan.ShouldContain("ErasureTasks");
                plan.ShouldNotContain("SCAN e");
            }
        }
    }

    public sealed class OnPostgres(PostgresDatabase database)
        : RemindersByHandTests(database),
            IClassFixture<PostgresDatabase>;
}
