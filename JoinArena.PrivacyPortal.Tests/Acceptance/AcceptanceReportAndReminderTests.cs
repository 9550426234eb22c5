using System.Text.Json;
using JoinArena.PrivacyPortal.Acceptance;
using JoinArena.PrivacyPortal.Acceptance.AcceptanceReport;
using JoinArena.PrivacyPortal.Acceptance.Receipts;
using JoinArena.PrivacyPortal.Acceptance.Reminders;
using JoinArena.PrivacyPortal.Data.Outbox;
using JoinArena.PrivacyPortal.Notifications;
using JoinArena.PrivacyPortal.Policies;
using JoinArena.PrivacyPortal.Tests.Policies;
using JoinArena.PrivacyPortal.Tests.Support;
using JoinArena.PrivacyPortal.Tests.Support.Databases;
using JoinArena.PrivacyPortal.Workers;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Time.Testing;

namespace JoinArena.PrivacyPortal.Tests.Acceptance;

/// <summary>
/// Who has accepted, who has not, and who is reminded, on both databases. Version 1.1 is material and in force from 1
/// December 2026.
/// </summary>
public abstract class AcceptanceReportAndReminderTests(TestDatabase database) : IAsyncLifetime
{
    private static readonly AcceptanceEvidence s_evidence = new(null, null, null, null)
    {
        Wording = new("I have read and accept", "Accept"),
    };

    private readonly TemporaryPolicies _policies = new TemporaryPolicies().WithPublished("1.1", "2026-12-01T00:00:00Z");
    private readonly FakeTimeProvider _clock = new(new(2026, 11, 24, 14, 2, 0, TimeSpan.Zero));

    private readonly ReminderStopService _stops = new(database.Contexts, new EphemeralDataProtectionProvider());

    private PolicyLibrary Library => field ??= PolicyLibrary.Load(_policies.Root);

    private AcceptanceReportQueries Uptake => new(database.Contexts, Library, _clock);

    // Tests of a class share the database; each begins with nobody in it.
    public async Task InitializeAsync()
    {
        await using var db = await database.Contexts.CreateDbContextAsync();
        await db.AcceptanceReminders.ExecuteDeleteAsync();
        await db.InboxMessages.ExecuteDeleteAsync();
        await db.Outbox.ExecuteDeleteAsync();
        await db.Set<AcceptanceReceipt>().ExecuteDeleteAsync();
        await db.Set<PolicyAcceptance>().ExecuteDeleteAsync();
        await db.Workers.ExecuteDeleteAsync();
    }

    public Task DisposeAsync()
    {
        _policies.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task Each_version_says_how_many_have_accepted_it_since_when_and_who_has_not()
    {
        var ana = await WorkerAsync("a");
        var ben = await WorkerAsync("b");
        var cem = await WorkerAsync("c");
        await AcceptAsync(ana, "1.0");
        _clock.Advance(TimeSpan.FromHours(1));
        await AcceptAsync(ben, "1.0");
        _clock.SetUtcNow(new(2026, 12, 2, 9, 0, 0, TimeSpan.Zero));
        await AcceptAsync(ana, "1.1");

        var report = await Uptake.GetCountsAsync(default);

        (report.WorkerCount, report.CurrentVersion).ShouldBe((3, "1.1"));
        report.Versions.Select(v => (v.Version, v.AcceptedCount)).ShouldBe([("1.1", 1), ("1.0", 2)]);
        (await Uptake.GetDailyCountsAsync("1.0", default)).ShouldBe([new(new(2026, 11, 24), 2)]);
        (await Uptake.GetDailyCountsAsync("1.1", default)).ShouldBe([new(new(2026, 12, 2), 1)]);
        var missing = new List<MissingAcceptance>();
        await foreach (var worker in Uptake.StreamMissingAsync("1.1", default))
            missing.Add(worker);
        missing.ShouldBe([new(ben, "DE", "1.0"), new(cem, "DE", null)]);
    }

    [Fact]
    public async Task An_acceptance_that_still_counts_is_counted_while_an_editorial_version_is_in_force()
    {
        _policies.WithPublished("1.2", "2026-12-03T00:00:00Z", "editorial");
        var ana = await WorkerAsync("a");
        var ben = await WorkerAsync("b");
        var cem = await WorkerAsync("c");
        await AcceptAsync(ana, "1.0");
        _clock.SetUtcNow(new(2026, 12, 2, 9, 0, 0, TimeSpan.Zero));
        await AcceptAsync(ben, "1.1");
        _clock.SetUtcNow(new(2026, 12, 4, 9, 0, 0, TimeSpan.Zero));
        await AcceptAsync(cem, "1.2");
        await AcceptAsync(ben, "1.2");

        var report = await Uptake.GetCountsAsync(default);

        (report.CurrentVersion, report.HoldingCount).ShouldBe(("1.2", 2));
    }

    [Fact]
    public async Task A_worker_who_accepted_an_earlier_version_is_reminded_after_a_week_then_monthly_and_three_times_in_all()
    {
        var ana = await WorkerAsync("a");
        await WorkerAsync("nothing-accepted");
        await AcceptAsync(ana, "1.0");
        var inForce = new DateTimeOffset(2026, 12, 1, 0, 0, 0, TimeSpan.Zero);
        var reminded = new List<int>();
        for (var day = 0; day <= 120; day++)
        {
            _clock.SetUtcNow(inForce.AddDays(day));
            var before = await LettersAsync(ana);
            await SweepAsync();
            await SweepAsync();
            if (await LettersAsync(ana) > before)
                reminded.Add(day);
        }

        reminded.ShouldBe([7, 37, 67]);
        (await LettersAsync(ana)).ShouldBe(3);
        await using var db = await database.Contexts.CreateDbContextAsync();
        (
            await db
                .InboxMessages.Where(m => m.Subject.StartsWith("The privacy policy has changed"))
                .Select(m => m.WorkerId)
                .Distinct()
                .ToListAsync()
        ).ShouldBe([ana]);
    }

    [Fact]
    public async Task A_worker_who_accepts_is_not_reminded_any_more_and_no_worker_where_it_is_switched_off()
    {
        var ana = await WorkerAsync("a");
        var ben = await WorkerAsync("b");
        await AcceptAsync(ana, "1.0");
        await AcceptAsync(ben, "1.0");
        _clock.SetUtcNow(new(2026, 12, 9, 0, 0, 0, TimeSpan.Zero));
        await AcceptAsync(ana, "1.1");

        await SweepAsync(isOn: false);
        (await LettersAsync(ben)).ShouldBe(0);
        await SweepAsync();

        (await LettersAsync(ana)).ShouldBe(0);
        (await LettersAsync(ben)).ShouldBe(1);
    }

    [Fact]
    public async Task Two_nodes_that_remind_at_once_send_one_email()
    {
        var ana = await WorkerAsync("a");
        await AcceptAsync(ana, "1.0");
        _clock.SetUtcNow(new(2026, 12, 9, 0, 0, 0, TimeSpan.Zero));

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => SweepAsync())));

        (await LettersAsync(ana)).ShouldBe(1);
    }

    [Fact]
    public async Task A_reminder_can_be_unsubscribed_from_with_one_click_and_then_no_other_comes()
    {
        var ana = await WorkerAsync("a");
        await AcceptAsync(ana, "1.0");
        _clock.SetUtcNow(new(2026, 12, 9, 0, 0, 0, TimeSpan.Zero));
        await SweepAsync();
        await using var db = await database.Contexts.CreateDbContextAsync();
        var mail = (await db.Outbox.Where(m => m.Kind == "mail").ToListAsync())
            .Select(m => JsonSerializer.Deserialize<Mail>(m.Payload!)!)
            .Single(m =>
                m.To == $"{ana}@people.example"
                && m.Subject.StartsWith("The privacy policy has changed", StringComparison.Ordinal)
            );

        var stop = mail.Unsubscribe.ShouldNotBeNull().Path;
        (await _stops.StopAsync(stop.Split('/')[^1], default)).ShouldBeTrue();

        _clock.SetUtcNow(new(2027, 3, 9, 0, 0, 0, TimeSpan.Zero));
        await SweepAsync();
        (await LettersAsync(ana)).ShouldBe(1);
    }

    private Task SweepAsync(bool isOn = true)
    {
        var settings = new ConfigurationBuilder()
            .AddInMemoryCollection(
                new Dictionary<string, string?> { ["Portal:Acceptance:Reminders"] = isOn ? null : "false" }
            )
            .Build();
        return new AcceptanceReminderJob(
            database.Contexts,
            Library,
            _stops,
            TestLocalizer.English,
            settings,
            _clock,
            database.Contexts.CreateSetAside(_clock)
        ).RunAsync(default);
    }

    private async Task<int> LettersAsync(string worker)
    {
        await using var db = await database.Contexts.CreateDbContextAsync();
        return await db.InboxMessages.CountAsync(m =>
            m.WorkerId == worker && m.Subject.StartsWith("The privacy policy has changed")
        );
    }

    private async Task<string> WorkerAsync(string name)
    {
        var id = $"w-{name}-{Guid.CreateVersion7()}";
        (
            await new WorkerRegister(database.Contexts, _clock).AnnounceAsync(
                id,
                new($"{id}@people.example", "Ana Lopes", "DE", "en", "Europe/Berlin"),
                default
            )
        ).IsSuccess.ShouldBeTrue();
        return id;
    }

    private async Task AcceptAsync(string worker, string version) =>
        (
            await new AcceptanceService(
                database.Contexts,
                Library,
                AcceptanceTestData.ReceiptIssuer,
                TestLocalizer.English,
                _clock
            ).AcceptAsync(worker, version, "en", s_evidence, default)
        ).IsSuccess.ShouldBeTrue();

    public sealed class OnSqlite(SqliteDatabase database)
        : AcceptanceReportAndReminderTests(database),
            IClassFixture<SqliteDatabase>;

    public sealed class OnPostgres(PostgresDatabase database)
        : AcceptanceReportAndReminderTests(database),
            IClassFixture<PostgresDatabase>;
}
