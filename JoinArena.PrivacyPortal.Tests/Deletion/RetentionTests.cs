using JoinArena.PrivacyPortal.Deletion.Casework.Decisions;
using JoinArena.PrivacyPortal.Deletion.Certificates;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Deletion.Requests.MyRequests;
using JoinArena.PrivacyPortal.Parties;
using JoinArena.PrivacyPortal.Tests.Support.Databases;

namespace JoinArena.PrivacyPortal.Tests.Deletion;

/// <summary>What a party keeps until a date, together with what else can happen to a request, on both databases. Kept until 5 March 2027.</summary>
public abstract class RetentionTests(TestDatabase database)
{
    private const string Why = "You have a charge open, and this is evidence in it.";
    private static readonly DateOnly s_until = new(2027, 3, 5);

    [Fact]
    public async Task A_hold_put_before_the_date_keeps_it_and_lifted_after_it_the_party_is_told_once()
    {
        var (bench, request) = await KeptAsync();
        var hold = await HoldAsync(bench, request);
        var letters = (await bench.InboxAsync()).Count;
        await AtAsync(bench, s_until.AddDays(10));

        var kept = await bench.ReadAsync(request.Number);
        (kept.State, kept.Tasks[0].State, kept.Tasks[0].Round).ShouldBe((RequestState.PartlyCompleted, TaskState.Retained, 1));
        (await bench.InboxAsync()).Count.ShouldBe(letters, "nothing is said that is not so");
        (await TrackedAsync(bench, request)).Tasks[0].HeldBecause.ShouldBe(Why);

        await bench.Holds.LiftAsync(request.Number, hold, DeletionBench.Officer, default);
        await AtAsync(bench, s_until.AddDays(11));
        await AtAsync(bench, s_until.AddDays(12));

        (await bench.ReadAsync(request.Number)).Tasks[0].State.ShouldBe(TaskState.Sent);
        bench.Bag.To("privacy@keeper.example").Count.ShouldBe(2);
        (await bench.InboxAsync()).Count(s => s == "Keeper may keep your data no longer").ShouldBe(1);
    }

    [Fact]
    public async Task Held_and_waiting_it_is_looked_at_and_not_touched()
    {
        var (bench, request) = await KeptAsync();
        await HoldAsync(bench, request);
        var before = (await bench.ReadAsync(request.Number)).Revision;

        for (var day = 1; day < 5; day++) await AtAsync(bench, s_until.AddDays(day));

        (await bench.ReadAsync(request.Number)).Revision.ShouldBe(before, "a form that an officer has open stays good");
    }

    [Fact]
    public async Task A_hold_put_once_it_is_reopened_and_not_told_yet_still_stops_it()
    {
        var (bench, request) = await KeptAsync();
        bench.Clock.SetUtcNow(Noon(s_until.AddDays(1)));
        await bench.FollowUp.SweepAsync(default);
        var hold = await HoldAsync(bench, request);
        await bench.DeliverAsync();

        (await bench.ReadAsync(request.Number)).Tasks[0].State.ShouldBe(TaskState.Pending);
        bench.Bag.To("privacy@keeper.example").Count.ShouldBe(1);

        await bench.Holds.LiftAsync(request.Number, hold, DeletionBench.Officer, default);
        await bench.DeliverAsync();
        bench.Bag.To("privacy@keeper.example").Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_hold_put_after_the_party_was_told_anew_takes_nothing_back()
    {
        var (bench, request) = await KeptAsync();
        await AtAsync(bench, s_until.AddDays(1));
        await HoldAsync(bench, request);
        await AtAsync(bench, s_until.AddDays(2));

        (await bench.Outcomes.RecordAsync(request.Tasks[0].Id, new(TaskOutcome.Erased), By.Party("link"), default, round: 2)).IsDone.ShouldBeTrue();
        (await bench.ReadAsync(request.Number)).State.ShouldBe(RequestState.Completed);
    }

    [Fact]
    public async Task A_hold_lifted_before_the_date_changes_nothing()
    {
        var (bench, request) = await KeptAsync();
        await bench.Holds.LiftAsync(request.Number, await HoldAsync(bench, request), DeletionBench.Officer, default);
        await AtAsync(bench, s_until);
        (await bench.ReadAsync(request.Number)).Tasks[0].State.ShouldBe(TaskState.Retained);

        await AtAsync(bench, s_until.AddDays(1));

        (await bench.ReadAsync(request.Number)).Tasks[0].State.ShouldBe(TaskState.Sent);
    }

    [Fact]
    public async Task A_hold_on_another_party_does_not_keep_this_one()
    {
        var (bench, request) = await KeptAsync("Other");
        var other = request.Tasks.Single(t => t.PartyName == "Other").PartyId;
        (await bench.Holds.PutAsync(request.Number, other, "29 CFR 1602.14", Why, DeletionBench.Officer, default)).IsDone.ShouldBeTrue();

        await AtAsync(bench, s_until.AddDays(1));

        (await bench.ReadAsync(request.Number)).Tasks.Single(t => t.PartyName == "Keeper").State.ShouldBe(TaskState.Sent);
    }

    [Fact]
    public async Task Its_new_deadline_has_its_own_working_and_is_not_extended_a_second_time()
    {
        var (bench, request) = await KeptAsync(isExtended: true);
        await AtAsync(bench, s_until.AddDays(1));

        var reopened = await bench.ReadAsync(request.Number);
        reopened.DueBy.ShouldBe(new DateOnly(2027, 4, 6));
        reopened.Working[0].ShouldBe("Received on 6 March 2027, the date in Europe/Berlin.");
        (await bench.Decisions.ExtendAsync(request.Number, "More time.", DeletionBench.Officer, default)).Refusal.ShouldBe(DecisionRefusal.NotExtendable);
    }

    [Fact]
    public async Task What_is_asked_for_anew_cannot_be_refused_by_us_and_the_partys_refusal_ends_it_with_a_new_certificate()
    {
        var (bench, request) = await KeptAsync();
        var first = (await bench.Certificates.FindAsync(bench.Worker, request.Number, default))!;
        await AtAsync(bench, s_until.AddDays(1));

        (await bench.Decisions.ProposeAsync(request.Number, new(request.Tasks[0].Id, "gdpr-no-ground", "No."), DeletionBench.Officer, default)).Refusal.ShouldBe(DecisionRefusal.NotNow);
        (await bench.Outcomes.RecordAsync(request.Tasks[0].Id, new(TaskOutcome.Refused, "gdpr-legal-claims", Note: "The claim goes on."), By.Party("link"), default, round: 2)).IsDone.ShouldBeTrue();

        var second = CertificateText.Read((await bench.Certificates.FindAsync(bench.Worker, request.Number, default))!.Json);
        (second.Replaces, second.State).ShouldBe((first.Id, RequestState.Refused));
    }

    [Fact]
    public async Task Kept_again_it_comes_due_again()
    {
        var (bench, request) = await KeptAsync();
        await AtAsync(bench, s_until.AddDays(1));
        var again = s_until.AddDays(60);
        (await bench.Outcomes.RecordAsync(request.Tasks[0].Id, new(TaskOutcome.Retained, "gdpr-legal-claims", again), By.Party("link"), default, round: 2)).IsDone.ShouldBeTrue();

        await AtAsync(bench, again.AddDays(1));

        var asked = await bench.ReadAsync(request.Number);
        (asked.Tasks[0].State, asked.Tasks[0].Round).ShouldBe((TaskState.Sent, 3));
        await bench.Outcomes.RecordAsync(request.Tasks[0].Id, new(TaskOutcome.Erased), By.Party("link"), default, round: 3);
        (await bench.InboxAsync()).ShouldContain($"Your deletion request {request.Number} is completed");
    }

    private static DateTimeOffset Noon(DateOnly day) => new(day, new TimeOnly(12, 0), TimeSpan.Zero);

    private static async Task AtAsync(DeletionBench bench, DateOnly day)
    {
        bench.Clock.SetUtcNow(Noon(day));
        await bench.FollowUp.SweepAsync(default);
        await bench.DeliverAsync();
    }

    private static async Task<Guid> HoldAsync(DeletionBench bench, DeletionRequest request) =>
        (await bench.Holds.PutAsync(request.Number, null, "29 CFR 1602.14", Why, DeletionBench.Officer, default)).Value;

    private static async Task<TrackedRequest> TrackedAsync(DeletionBench bench, DeletionRequest request) =>
        (await new DeletionTracker(bench.Contexts, ReviewedRules.Shipped).FindAsync(bench.Worker, request.Number, default))!;

    private async Task<(DeletionBench Bench, DeletionRequest Request)> KeptAsync(string? other = null, bool isExtended = false)
    {
        var bench = await new DeletionBench(database).WithWorkerAsync();
        await bench.HeldByAsync("Keeper", connector: ConnectorType.Email);
        if (other is not null) await bench.HeldByAsync(other, connector: ConnectorType.Email);
        var request = await bench.StartedAsync();
        if (isExtended) (await bench.Decisions.ExtendAsync(request.Number, "Eleven systems.", DeletionBench.Officer, default)).IsDone.ShouldBeTrue();
        await bench.DeliverAsync();
        foreach (var task in request.Tasks) await bench.Outcomes.RecordAsync(task.Id, task.PartyName == "Keeper" ? new(TaskOutcome.Retained, "gdpr-legal-claims", s_until) : new(TaskOutcome.Erased), By.Party("link"), default);
        return (bench, await bench.ReadAsync(request.Number));
    }

    public sealed class OnSqlite(SqliteDatabase database) : RetentionTests(database), IClassFixture<SqliteDatabase>;

    public sealed class OnPostgres(PostgresDatabase database) : RetentionTests(database), IClassFixture<PostgresDatabase>;
}
