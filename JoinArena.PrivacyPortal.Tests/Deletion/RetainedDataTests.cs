using JoinArena.PrivacyPortal.Deletion;
using JoinArena.PrivacyPortal.Deletion.Casework.Decisions;
using JoinArena.PrivacyPortal.Deletion.Certificates;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Deletion.Requests.MyRequests;
using JoinArena.PrivacyPortal.Deletion.Requests.MyRequests.Tracking;
using JoinArena.PrivacyPortal.Deletion.Requests.Tasks;
using JoinArena.PrivacyPortal.Parties;
using JoinArena.PrivacyPortal.Tests.Jurisdictions;
using JoinArena.PrivacyPortal.Tests.Support.Databases;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Tests.Deletion;

/// <summary>
/// What a party keeps until a date, together with what else can happen to a request, on both databases. Kept until 5
/// March 2027.
/// </summary>
public abstract class RetainedDataTests(TestDatabase database)
{
    private const string Why = "You have a charge open, and this is evidence in it.";
    private static readonly DateOnly s_until = new(2027, 3, 5);

    [Fact]
    public async Task A_hold_set_before_the_date_keeps_the_data_and_its_party_is_notified_once_when_it_is_lifted_after()
    {
        var (bench, request) = await KeptAsync();
        var hold = await HoldAsync(bench, request);
        var letters = (await bench.ReadInboxSubjectsAsync()).Count;
        await AtAsync(bench, s_until.AddDays(10));

        var kept = await bench.LoadRequestAsync(request.Number);
        (kept.State, kept.Tasks[0].State, kept.Tasks[0].Round).ShouldBe(
            (RequestState.PartlyCompleted, TaskState.Retained, 1)
        );
        (await bench.ReadInboxSubjectsAsync()).Count.ShouldBe(letters, "nothing is said that is not so");
        (await TrackedAsync(bench, request)).Tasks[0].HoldReason.ShouldBe(Why);

        await bench.Holds.LiftAsync(request.Number, hold, DeletionFixture.Officer, default);
        await AtAsync(bench, s_until.AddDays(11));
        await AtAsync(bench, s_until.AddDays(12));

        (await bench.LoadRequestAsync(request.Number)).Tasks[0].State.ShouldBe(TaskState.Sent);
        bench.Mails.GetMailsTo("privacy@keeper.example").Count.ShouldBe(2);
        (await bench.ReadInboxSubjectsAsync()).Count(s => s == "Keeper may no longer keep your data").ShouldBe(1);
    }

    [Fact]
    public async Task The_deadline_of_a_request_that_goes_on_is_recorded_and_compared()
    {
        var (bench, request) = await KeptAsync();
        await AtAsync(bench, s_until.AddDays(1));
        (await bench.ReadLedgerKindsAsync()).ShouldContain("deletion-reopened");
        (await RecordedRequestTests.FindDifferencesAsync(bench.Contexts))
            .Where(d => d.Name.Contains(request.Number))
            .ShouldBeEmpty();

        await using (var db = await bench.Contexts.CreateDbContextAsync())
        {
            await db
                .DeletionRequests.Where(r => r.Id == request.Id)
                .ExecuteUpdateAsync(s => s.SetProperty(r => r.DueBy, new DateOnly(2040, 1, 1)));
        }

        (await RecordedRequestTests.FindDifferencesAsync(bench.Contexts)).ShouldContain(d =>
            d.Name == $"{request.Number} reopened"
        );
    }

    [Fact]
    public async Task A_party_whose_name_was_stored_with_a_line_break_is_asked_again_like_any_other()
    {
        var (bench, request) = await KeptAsync();
        await using (var db = await bench.Contexts.CreateDbContextAsync())
        {
            await db.ExecuteSqlAsync(
                $"""UPDATE "ErasureTasks" SET "PartyName" = {"Kee\r\nper"} WHERE "Id" = {request.Tasks[0].Id}""",
                default
            );
        }

        await AtAsync(bench, s_until.AddDays(1));

        (await bench.LoadRequestAsync(request.Number)).Tasks[0].State.ShouldBe(TaskState.Sent);
        bench.Mails.GetMailsTo("privacy@keeper.example").Count.ShouldBe(2);
        (await bench.ReadInboxSubjectsAsync()).ShouldContain(s => s.EndsWith("per may no longer keep your data"));
        var row = request.Tasks[0].Id.ToString();
        (await bench.SetAside.ListAsync(default)).ShouldNotContain(r => r.Row == row);
    }

    [Fact]
    public async Task A_task_under_a_hold_is_checked_daily_without_being_changed()
    {
        var (bench, request) = await KeptAsync();
        await HoldAsync(bench, request);
        var before = (await bench.LoadRequestAsync(request.Number)).Revision;

        for (var day = 1; day < 5; day++)
            await AtAsync(bench, s_until.AddDays(day));

        (await bench.LoadRequestAsync(request.Number)).Revision.ShouldBe(
            before,
            "a form that an officer has open stays good"
        );
    }

    [Fact]
    public async Task A_hold_set_after_reopening_and_before_the_notification_still_stops_it()
    {
        var (bench, request) = await KeptAsync();
        bench.Clock.SetUtcNow(Noon(s_until.AddDays(1)));
        await bench.FollowUpJob.RunAsync(default);
        var hold = await HoldAsync(bench, request);
        await bench.DeliverMessagesAsync();

        (await bench.LoadRequestAsync(request.Number)).Tasks[0].State.ShouldBe(TaskState.Pending);
        bench.Mails.GetMailsTo("privacy@keeper.example").Count.ShouldBe(1);

        await bench.Holds.LiftAsync(request.Number, hold, DeletionFixture.Officer, default);
        await bench.DeliverMessagesAsync();
        bench.Mails.GetMailsTo("privacy@keeper.example").Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_hold_set_after_the_second_notification_withdraws_nothing()
    {
        var (bench, request) = await KeptAsync();
        await AtAsync(bench, s_until.AddDays(1));
        await HoldAsync(bench, request);
        await AtAsync(bench, s_until.AddDays(2));

        (
            await bench.Progress.RecordAsync(
                request.Tasks[0].Id,
                new(TaskOutcome.Erased),
                Actor.Party("link"),
                default,
                round: 2
            )
        ).IsSuccess.ShouldBeTrue();
        (await bench.LoadRequestAsync(request.Number)).State.ShouldBe(RequestState.Completed);
    }

    [Fact]
    public async Task A_hold_lifted_before_the_date_changes_nothing()
    {
        var (bench, request) = await KeptAsync();
        await bench.Holds.LiftAsync(request.Number, await HoldAsync(bench, request), DeletionFixture.Officer, default);
        await AtAsync(bench, s_until);
        (await bench.LoadRequestAsync(request.Number)).Tasks[0].State.ShouldBe(TaskState.Retained);

        await AtAsync(bench, s_until.AddDays(1));

        (await bench.LoadRequestAsync(request.Number)).Tasks[0].State.ShouldBe(TaskState.Sent);
    }

    [Fact]
    public async Task A_hold_on_another_party_does_not_delay_this_one()
    {
        var (bench, request) = await KeptAsync("Other");
        var other = request.Tasks.Single(t => t.PartyName == "Other").PartyId;
        (
            await bench.Holds.PlaceAsync(request.Number, other, "29 CFR 1602.14", Why, DeletionFixture.Officer, default)
        ).IsSuccess.ShouldBeTrue();

        await AtAsync(bench, s_until.AddDays(1));

        (await bench.LoadRequestAsync(request.Number))
            .Tasks.Single(t => t.PartyName == "Keeper")
            .State.ShouldBe(TaskState.Sent);
    }

    [Fact]
    public async Task The_new_deadline_has_its_own_explanation_and_cannot_be_extended_a_second_time()
    {
        var (bench, request) = await KeptAsync(isExtended: true);
        await AtAsync(bench, s_until.AddDays(1));

        var reopened = await bench.LoadRequestAsync(request.Number);
        reopened.DueBy.ShouldBe(new DateOnly(2027, 4, 6));
        reopened.DeadlineExplanation[0].ShouldBe("Received on 6 March 2027, the date in Europe/Berlin.");
        (
            await bench.Decisions.ExtendAsync(request.Number, "More time.", DeletionFixture.Officer, default)
        ).Error.ShouldBe(DecisionError.NotExtendable);
    }

    [Fact]
    public async Task A_second_round_cannot_be_refused_by_the_team_and_the_partys_refusal_ends_it_with_a_new_certificate()
    {
        var (bench, request) = await KeptAsync();
        var first = (await bench.Certificates.FindAsync(bench.Worker, request.Number, default))!;
        await AtAsync(bench, s_until.AddDays(1));

        (
            await bench.Decisions.ProposeAsync(
                request.Number,
                new(request.Tasks[0].Id, "gdpr-no-ground", "No."),
                DeletionFixture.Officer,
                default
            )
        ).Error.ShouldBe(DecisionError.NotNow);
        (
            await bench.Progress.RecordAsync(
                request.Tasks[0].Id,
                new(TaskOutcome.Refused, "gdpr-legal-claims", Note: "The claim goes on."),
                Actor.Party("link"),
                default,
                round: 2
            )
        ).IsSuccess.ShouldBeTrue();

        var second = CertificateText.Parse(
            (await bench.Certificates.FindAsync(bench.Worker, request.Number, default))!.Json
        );
        (second.Replaces, second.State).ShouldBe((first.Id, RequestState.Refused));
    }

    [Fact]
    public async Task Data_that_is_retained_again_comes_due_again()
    {
        var (bench, request) = await KeptAsync();
        await AtAsync(bench, s_until.AddDays(1));
        var again = s_until.AddDays(60);
        (
            await bench.Progress.RecordAsync(
                request.Tasks[0].Id,
                new(TaskOutcome.Retained, "gdpr-legal-claims", again),
                Actor.Party("link"),
                default,
                round: 2
            )
        ).IsSuccess.ShouldBeTrue();

        await AtAsync(bench, again.AddDays(1));

        var asked = await bench.LoadRequestAsync(request.Number);
        (asked.Tasks[0].State, asked.Tasks[0].Round).ShouldBe((TaskState.Sent, 3));
        await bench.Progress.RecordAsync(
            request.Tasks[0].Id,
            new(TaskOutcome.Erased),
            Actor.Party("link"),
            default,
            round: 3
        );
        (await bench.ReadInboxSubjectsAsync()).ShouldContain($"Your data is erased at 1 party ({request.Number})");
    }

    private static DateTimeOffset Noon(DateOnly day) => new(day, new TimeOnly(12, 0), TimeSpan.Zero);

    private static async Task AtAsync(DeletionFixture bench, DateOnly day)
    {
        bench.Clock.SetUtcNow(Noon(day));
        await bench.FollowUpJob.RunAsync(default);
        await bench.DeliverMessagesAsync();
    }

    private static async Task<Guid> HoldAsync(DeletionFixture bench, DeletionRequest request) =>
        (
            await bench.Holds.PlaceAsync(request.Number, null, "29 CFR 1602.14", Why, DeletionFixture.Officer, default)
        ).Value;

    private static async Task<TrackedRequest> TrackedAsync(DeletionFixture bench, DeletionRequest request) =>
        (
            await new RequestQueries(bench.Contexts, ReviewedRules.Shipped).FindAsync(
                bench.Worker,
                request.Number,
                default
            )
        )!;

    private async Task<(DeletionFixture Bench, DeletionRequest Request)> KeptAsync(
        string? other = null,
        bool isExtended = false
    )
    {
        var bench = await new DeletionFixture(database).WithWorkerAsync();
        await bench.AddHoldingPartyAsync("Keeper", connector: ConnectorType.Email);
        if (other is not null)
            await bench.AddHoldingPartyAsync(other, connector: ConnectorType.Email);
        var request = await bench.CreateStartedRequestAsync();
        if (isExtended)
        {
            (
                await bench.Decisions.ExtendAsync(request.Number, "Eleven systems.", DeletionFixture.Officer, default)
            ).IsSuccess.ShouldBeTrue();
        }

        await bench.DeliverMessagesAsync();
        foreach (var task in request.Tasks)
        {
            await bench.Progress.RecordAsync(
                task.Id,
                task.PartyName == "Keeper"
                    ? new(TaskOutcome.Retained, "gdpr-legal-claims", s_until)
                    : new(TaskOutcome.Erased),
                Actor.Party("link"),
                default
            );
        }

        return (bench, await bench.LoadRequestAsync(request.Number));
    }

    public sealed class OnSqlite(SqliteDatabase database) : RetainedDataTests(database), IClassFixture<SqliteDatabase>;

    public sealed class OnPostgres(PostgresDatabase database)
        : RetainedDataTests(database),
            IClassFixture<PostgresDatabase>;
}
