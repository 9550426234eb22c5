using JoinArena.PrivacyPortal.Deletion.Casework.Holds;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Deletion.Requests.MyRequests;
using JoinArena.PrivacyPortal.Deletion.Requests.MyRequests.Tracking;
using JoinArena.PrivacyPortal.Deletion.Requests.Tasks;
using JoinArena.PrivacyPortal.Tests.Jurisdictions;
using JoinArena.PrivacyPortal.Tests.Support.Databases;

namespace JoinArena.PrivacyPortal.Tests.Deletion;

/// <summary>Legal holds on what a party keeps until a date, on both databases.</summary>
public abstract class RetainedDataHoldTests(TestDatabase database) : RetainedDataTestBase(database)
{
    private const string Why = "You have a charge open, and this is evidence in it.";

    [Fact]
    public async Task A_hold_set_before_the_date_keeps_the_data_and_its_party_is_notified_once_when_it_is_lifted_after()
    {
        var (bench, request) = await KeptAsync();
        var hold = await HoldAsync(bench, request);
        var letters = (await bench.ReadInboxSubjectsAsync()).Count;
        await AtAsync(bench, Until.AddDays(10));

        var kept = await bench.LoadRequestAsync(request.Number);
        (kept.State, kept.Tasks[0].State, kept.Tasks[0].Round).ShouldBe(
            (RequestState.PartlyCompleted, TaskState.Retained, 1)
        );
        (await bench.ReadInboxSubjectsAsync()).Count.ShouldBe(letters, "nothing is said that is not so");
        (await TrackedAsync(bench, request)).Tasks[0].HoldReason.ShouldBe(Why);

        await bench.Holds.LiftAsync(request.Number, hold, DeletionFixture.Officer, default);
        await AtAsync(bench, Until.AddDays(11));
        await AtAsync(bench, Until.AddDays(12));

        (await bench.LoadRequestAsync(request.Number)).Tasks[0].State.ShouldBe(TaskState.Sent);
        bench.Mails.GetMailsTo("privacy@keeper.example").Count.ShouldBe(2);
        (await bench.ReadInboxSubjectsAsync()).Count(s => s == "Keeper may no longer keep your data").ShouldBe(1);
    }

    [Fact]
    public async Task A_task_under_a_hold_is_checked_daily_without_being_changed()
    {
        var (bench, request) = await KeptAsync();
        await HoldAsync(bench, request);
        var before = (await bench.LoadRequestAsync(request.Number)).Revision;

        for (var day = 1; day < 5; day++)
            await AtAsync(bench, Until.AddDays(day));

        (await bench.LoadRequestAsync(request.Number)).Revision.ShouldBe(
            before,
            "a form that an officer has open stays good"
        );
    }

    [Fact]
    public async Task A_hold_set_after_reopening_and_before_the_notification_still_stops_it()
    {
        var (bench, request) = await KeptAsync();
        bench.Clock.SetUtcNow(Noon(Until.AddDays(1)));
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
        await AtAsync(bench, Until.AddDays(1));
        await HoldAsync(bench, request);
        await AtAsync(bench, Until.AddDays(2));

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
        await AtAsync(bench, Until);
        (await bench.LoadRequestAsync(request.Number)).Tasks[0].State.ShouldBe(TaskState.Retained);

        await AtAsync(bench, Until.AddDays(1));

        (await bench.LoadRequestAsync(request.Number)).Tasks[0].State.ShouldBe(TaskState.Sent);
    }

    [Fact]
    public async Task A_hold_on_another_party_does_not_delay_this_one()
    {
        var (bench, request) = await KeptAsync("Other");
        var erased = request.Tasks.Single(t => t.PartyName == "Other").PartyId;
        (
            await bench.Holds.PlaceAsync(request.Number, new(erased, "§ 1", Why), DeletionFixture.Officer, default)
        ).Error.ShouldBe(LegalHoldError.PartyUnknown, "it holds nothing any more");
        var other = await bench.AddHoldingPartyAsync("Outside");
        (
            await bench.Holds.PlaceAsync(
                request.Number,
                new(other, "29 CFR 1602.14", Why),
                DeletionFixture.Officer,
                default
            )
        ).IsSuccess.ShouldBeTrue();

        await AtAsync(bench, Until.AddDays(1));

        (await bench.LoadRequestAsync(request.Number))
            .Tasks.Single(t => t.PartyName == "Keeper")
            .State.ShouldBe(TaskState.Sent);
    }

    private static async Task<Guid> HoldAsync(DeletionFixture bench, DeletionRequest request) =>
        (
            await bench.Holds.PlaceAsync(
                request.Number,
                new(null, "29 CFR 1602.14", Why),
                DeletionFixture.Officer,
                default
            )
        ).Value;

    private static async Task<TrackedRequest> TrackedAsync(DeletionFixture bench, DeletionRequest request) =>
        (await bench.Queries.FindAsync(bench.Worker, request.Number, default))!;

    public sealed class OnSqlite(SqliteDatabase database)
        : RetainedDataHoldTests(database),
            IClassFixture<SqliteDatabase>;

    public sealed class OnPostgres(PostgresDatabase database)
        : RetainedDataHoldTests(database),
            IClassFixture<PostgresDatabase>;
}
