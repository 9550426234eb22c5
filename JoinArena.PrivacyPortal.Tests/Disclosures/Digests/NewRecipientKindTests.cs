using JoinArena.PrivacyPortal.Acceptance;
using JoinArena.PrivacyPortal.Disclosures.Digests;
using JoinArena.PrivacyPortal.Disclosures.Intake;
using JoinArena.PrivacyPortal.Notifications;
using JoinArena.PrivacyPortal.Policies;
using JoinArena.PrivacyPortal.Tests.Support.Databases;
using JoinArena.PrivacyPortal.Workers;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Tests.Disclosures.Digests;

/// <summary>What a worker gets when a new kind of recipient has their data, on both databases.</summary>
public abstract class NewRecipientKindTests(TestDatabase database) : DigestTestBase(database)
{
    [Fact]
    public async Task New_kinds_of_recipient_are_notified_within_minutes_together_and_once()
    {
        await Preferences.SetPreferenceAsync(Worker, DigestKind.NewKinds, default);
        await TakeAsync("d-llm", "2026-11-20T09:00:00Z");
        await TakeAsync("d-own", "2026-11-20T09:00:00Z");
        Clock.Advance(TimeSpan.FromMinutes(4));
        await TakeAsync("d-hiring", "2026-11-20T09:00:00Z");
        await NewKinds().RunAsync(default);
        (await LettersAsync()).ShouldBeEmpty();

        Clock.Advance(TimeSpan.FromMinutes(1));
        await NewKinds().RunAsync(default);
        await NewKinds().RunAsync(default);

        var letter = (await LettersAsync()).ShouldHaveSingleItem();
        letter.Subject.ShouldBe("New to your data: AI models that assess interviews and companies that are hiring");
        letter.Body.ShouldContain("For the first time, data about you went to companies that are hiring: Northwind.");

        // The same kind again is not new; another kind is.
        await TakeAsync("d-llm-2", "2026-11-20T10:00:00Z");
        Clock.Advance(TimeSpan.FromMinutes(6));
        await NewKinds().RunAsync(default);
        (await LettersAsync()).Count.ShouldBe(1);
        await CollectAsync("d-site", "2026-11-20T10:00:00Z");
        Clock.Advance(TimeSpan.FromMinutes(6));
        await NewKinds().RunAsync(default);
        (await LettersAsync())[^1]
            .Body.ShouldContain("For the first time, data about you came from websites JoinArena looks at: Devfolio.");
    }

    [Fact]
    public async Task Many_new_kinds_of_recipient_are_counted_in_the_subject_and_named_in_the_email()
    {
        await Preferences.SetPreferenceAsync(Worker, DigestKind.NewKinds, default);
        await TakeAsync("d-llm", "2026-11-20T09:00:00Z");
        await TakeAsync("d-hiring", "2026-11-20T09:00:00Z");
        await CollectAsync("d-site", "2026-11-20T09:00:00Z");
        Clock.Advance(TimeSpan.FromMinutes(6));

        await NewKinds().RunAsync(default);

        var letter = (await LettersAsync()).ShouldHaveSingleItem();
        letter.Subject.ShouldBe("New to your data: 3 kinds of parties");
        letter.Body.ShouldContain("For the first time, data about you went to companies that are hiring: Northwind.");
    }

    [Fact]
    public async Task A_worker_whose_rows_cannot_be_read_is_set_aside_and_the_others_are_written_to()
    {
        // Before this worker in every order.
        var bad = $"a-{Guid.NewGuid():N}";
        (
            await new WorkerRegister(Database.Contexts, Clock).AnnounceAsync(
                bad,
                new($"{bad}@example.com", "Ben", "BR"),
                default
            )
        ).IsSuccess.ShouldBeTrue();
        await Preferences.SetPreferenceAsync(bad, DigestKind.Monthly, default);
        await Preferences.SetPreferenceAsync(Worker, DigestKind.Monthly, default);
        var mine = Report("d-llm", At("2026-11-15T12:00:00Z"));
        (
            await Intake.SubmitAsync([mine with { EventId = Guid.NewGuid().ToString(), WorkerId = bad }, mine], default)
        ).ShouldAllBe(o => o.Outcome == IntakeOutcome.Accepted);
        await SetKindAsync(bad, "Hourly");
        Clock.Advance(TimeSpan.FromMinutes(6));
        var monthly = Monthly();
        var newKinds = NewKinds();

        await newKinds.RunAsync(default);
        (await LettersAsync()).Count.ShouldBe(1);
        Clock.SetUtcNow(At("2026-12-02T12:00:00Z"));
        await newKinds.RunAsync(default);
        await monthly.RunAsync(default);

        (await LettersAsync()).Count.ShouldBe(2);
        (await SetAside.ListAsync(default))
            .Where(row => row.Row == bad)
            .Select(row => (row.Job, row.Row))
            .ShouldBe([(nameof(NewRecipientKindJob), bad), (nameof(MonthlyDigestJob), bad)]);

        await SetKindAsync(bad, nameof(DigestKind.Monthly));
        await monthly.RunAsync(default);
        await newKinds.RunAsync(default);
        (await SetAside.ListAsync(default)).ShouldNotContain(row => row.Row == bad);
        await using var db = await Database.Contexts.CreateDbContextAsync();
        (await db.InboxMessages.CountAsync(m => m.WorkerId == bad)).ShouldBe(2);
    }

    [Fact]
    public async Task A_kind_of_recipient_seen_before_this_feature_existed_is_not_new()
    {
        await TakeAsync("d-llm", "2026-11-01T09:00:00Z");
        await using (var db = await Database.Contexts.CreateDbContextAsync())
            await db.RecipientKindsSeen.ExecuteDeleteAsync();
        await using var restarted = new DisclosureIntake(
            Database.Contexts,
            new AcceptanceQueries(Database.Contexts, PortalServices.Library),
            Clock
        );

        (await restarted.SubmitAsync([Report("d-llm", At("2026-11-20T09:00:00Z"))], default))
            .Single()
            .Outcome.ShouldBe(IntakeOutcome.Accepted);
        Clock.Advance(TimeSpan.FromMinutes(6));
        await NewKinds().RunAsync(default);

        (await LettersAsync()).ShouldBeEmpty();
    }

    private async Task CollectAsync(string party, string time) =>
        (
            await Intake.SubmitAsync(
                [Report(party, At(time)) with { Direction = Direction.Collected, Purpose = Purpose.ProfileEnrichment }],
                default
            )
        ).ShouldAllBe(o => o.Outcome == IntakeOutcome.Accepted);

    private async Task SetKindAsync(string worker, string kind)
    {
        await using var db = await Database.Contexts.CreateDbContextAsync();
        (
            await db.ExecuteSqlAsync(
                $"""UPDATE "DigestPreferences" SET "Kind" = {kind} WHERE "WorkerId" = {worker}""",
                default
            )
        ).ShouldBe(1);
    }

    public sealed class OnSqlite(SqliteDatabase database)
        : NewRecipientKindTests(database),
            IClassFixture<SqliteDatabase>;

    public sealed class OnPostgres(PostgresDatabase database)
        : NewRecipientKindTests(database),
            IClassFixture<PostgresDatabase>;
}
