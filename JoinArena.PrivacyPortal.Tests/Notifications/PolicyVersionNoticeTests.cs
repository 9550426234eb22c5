// Over 250 lines: one notice for each kind of change and each moment, all from the same history.
using JoinArena.PrivacyPortal.Acceptance;
using JoinArena.PrivacyPortal.Acceptance.Receipts;
using JoinArena.PrivacyPortal.Acceptance.Reminders;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.Outbox;
using JoinArena.PrivacyPortal.Notifications;
using JoinArena.PrivacyPortal.Policies;
using JoinArena.PrivacyPortal.Tests.Acceptance;
using JoinArena.PrivacyPortal.Tests.Policies;
using JoinArena.PrivacyPortal.Tests.Support;
using JoinArena.PrivacyPortal.Tests.Support.Databases;
using JoinArena.PrivacyPortal.Workers;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Time.Testing;

namespace JoinArena.PrivacyPortal.Tests.Notifications;

/// <summary>
/// The notices to workers about a version before it takes effect, on both databases. The tests' date is 24 November
/// 2026.
/// </summary>
public abstract class PolicyVersionNoticeTests(TestDatabase database) : IAsyncLifetime
{
    private static readonly AcceptanceEvidence s_evidence = new(null, null, null, null)
    {
        Wording = new("I have read and accept", "Accept"),
    };

    private readonly TemporaryPolicies _policies = new();
    private readonly FakeTimeProvider _clock = new(new(2026, 11, 24, 14, 2, 0, TimeSpan.Zero));

    private PolicyLibrary Library => field ??= PolicyLibrary.Load(_policies.Root);

    // The tests of a class share a database; each starts without workers.
    public async Task InitializeAsync()
    {
        await using var db = await database.Contexts.CreateDbContextAsync();
        await db.VersionNotices.ExecuteDeleteAsync();
        await db.AcceptanceReminders.ExecuteDeleteAsync();
        await db.InboxMessages.ExecuteDeleteAsync();
        await db.Outbox.ExecuteDeleteAsync();
        await db.AcceptanceReceipts.ExecuteDeleteAsync();
        await db.Set<PolicyAcceptance>().ExecuteDeleteAsync();
        await db.Workers.ExecuteDeleteAsync();
    }

    public Task DisposeAsync()
    {
        _policies.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task A_coming_material_version_is_announced_once_by_email_and_in_the_inbox()
    {
        _policies
            .WithDraft("2.0", "2026-12-24T00:00:00Z")
            .Replace(
                _policies.PathOf("2.0", "version.yml"),
                "data: [interview-image]",
                "data: [interview-image, resume]"
            )
            .WithLock("2.0");
        var (ana, ben) = (await WorkerAsync("a"), await WorkerAsync("b"));
        await AcceptAsync(ana, "1.0");

        // However often the job runs, and after restarts, which keep nothing in memory.
        for (var i = 0; i < 3; i++)
            await SweepAsync();

        var message = (await InboxAsync(ana)).ShouldHaveSingleItem();
        message.Subject.ShouldBe("The privacy policy changes on 24 December 2026: version 2.0");
        message.Body.ShouldBe([
            "Version 2.0 of the privacy policy comes into force on 24 December 2026. What is new: New.",
            "Your résumé may now also go to image services, to make professional photos.",
            "You do not need to do anything now. You accepted version 1.0. From that day we will ask you to accept the new version.",
            "You can see who has your data and ask for deletion whether you accept or not.",
        ]);
        message.Path.ShouldBe("/policy/compare/1.0/2.0");
        (await LettersAsync(ana, "The privacy policy changes on")).ShouldBe(1);
        (await InboxAsync(ben))
            .ShouldHaveSingleItem()
            .Body[2]
            .ShouldBe("You do not need to do anything now. You can accept it here from that day.");
        (await LettersAsync(ben, "The privacy policy changes on")).ShouldBe(1);
    }

    [Fact]
    public async Task An_editorial_version_is_announced_in_the_inbox_alone()
    {
        _policies.WithPublished("1.1", "2026-12-01T00:00:00Z", "editorial");
        var ana = await WorkerAsync("a");

        await SweepAsync();
        await SweepAsync();

        var message = (await InboxAsync(ana)).ShouldHaveSingleItem();
        message.Subject.ShouldBe("The wording of the privacy policy changes on 1 December 2026: version 1.1");
        message
            .Body[1..]
            .ShouldBe(["Only the wording changed. The meaning is the same.", "You do not need to do anything."]);
        (await LettersAsync(ana, "")).ShouldBe(0);
    }

    [Fact]
    public async Task Nodes_that_announce_a_version_at_the_same_time_announce_it_once()
    {
        _policies.WithPublished("2.0", "2026-12-24T00:00:00Z");
        var workers = new List<string>();
        for (var i = 0; i < 10; i++)
            workers.Add(await WorkerAsync($"{i}"));

        await Task.WhenAll(
            Enumerable
                .Range(0, 4)
                .Select(i => Task.Run(() => SweepAsync(i % 2 == 0 ? database.Contexts : database.CreateOtherNode())))
        );

        foreach (var worker in workers)
        {
            (await InboxAsync(worker)).ShouldHaveSingleItem();
            (await LettersAsync(worker, "")).ShouldBe(1);
        }
    }

    [Fact]
    public async Task A_worker_who_joins_before_a_version_is_in_force_is_notified_and_one_who_joins_under_it_is_not()
    {
        _policies.WithPublished("2.0", "2026-12-24T00:00:00Z");
        await SweepAsync();
        var ana = await WorkerAsync("a");
        await SweepAsync();
        _clock.SetUtcNow(new(2026, 12, 25, 0, 0, 0, TimeSpan.Zero));
        var ben = await WorkerAsync("b");
        await SweepAsync();

        (await InboxAsync(ana)).ShouldHaveSingleItem();
        (await InboxAsync(ben)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_version_without_advance_notice_is_announced_at_once_but_not_to_workers_who_have_accepted_it_nor_when_it_is_old()
    {
        _policies.WithPublished("2.0", "2026-11-24T15:00:00Z");
        var (ana, ben) = (await WorkerAsync("a"), await WorkerAsync("b"));
        _clock.SetUtcNow(new(2026, 11, 24, 16, 0, 0, TimeSpan.Zero));
        await AcceptAsync(ben, "2.0");
        await SweepAsync();

        var message = (await InboxAsync(ana)).ShouldHaveSingleItem();
        (message.Subject, message.Path).ShouldBe(("Version 2.0 of the privacy policy is in force", "/policy/accept"));
        message
            .Body[0]
            .ShouldBe("Version 2.0 of the privacy policy came into force on 24 November 2026. What is new: New.");
        (await InboxAsync(ben)).ShouldHaveSingleItem().Subject.ShouldStartWith("You accepted version 2.0");

        await using (var db = await database.Contexts.CreateDbContextAsync())
            await db.VersionNotices.ExecuteDeleteAsync();
        _clock.SetUtcNow(new(2026, 12, 1, 15, 0, 0, TimeSpan.Zero));
        await SweepAsync();
        (await InboxAsync(ana)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Two_emails_are_a_week_apart_and_one_that_would_come_too_late_does_not_wait()
    {
        _policies.WithPublished("2.0", "2026-12-24T00:00:00Z").WithPublished("3.0", "2027-01-24T00:00:00Z");
        var ana = await WorkerAsync("a");
        var told = new List<(int Day, string Subject)>();
        for (var day = 0; day <= 40; day++)
        {
            if (day == 9)
                _policies.WithPublished("2.1", "2026-12-28T00:00:00Z");
            var before = (await InboxAsync(ana)).Count;
            await SweepAsync(library: PolicyLibrary.Load(_policies.Root));
            told.AddRange((await InboxAsync(ana)).Skip(before).Select(m => (day, m.Subject[^3..])));
            _clock.Advance(TimeSpan.FromDays(1));
        }

        told.ShouldBe([(0, "2.0"), (7, "3.0"), (14, "2.1")]);

        // The second notice would be sent after the day it announces.
        _policies.WithPublished("3.1", "2027-02-20T00:00:00Z").WithPublished("3.2", "2027-02-21T00:00:00Z");
        _clock.SetUtcNow(new(2027, 2, 18, 0, 0, 0, TimeSpan.Zero));
        await SweepAsync(library: PolicyLibrary.Load(_policies.Root));
        (await InboxAsync(ana)).Skip(told.Count).Select(m => m.Subject[^3..]).ShouldBe(["3.1", "3.2"]);
    }

    [Fact]
    public async Task Reminders_and_notices_keep_their_distance()
    {
        _policies.WithPublished("2.0", "2026-11-24T15:00:00Z");
        var ana = await WorkerAsync("a");
        await AcceptAsync(ana, "1.0");
        var told = new List<(int Day, string Subject)>();
        for (var day = 0; day <= 50; day++)
        {
            if (day == 9)
                _policies.WithPublished("3.0", "2027-03-01T00:00:00Z");
            _clock.SetUtcNow(new DateTimeOffset(2026, 11, 24, 16, 0, 0, TimeSpan.Zero).AddDays(day));
            var (before, library) = ((await InboxAsync(ana)).Count, PolicyLibrary.Load(_policies.Root));
            await SweepAsync(library: library);
            await new AcceptanceReminderJob(
                database.Contexts,
                library,
                new ReminderStopService(database.Contexts, new EphemeralDataProtectionProvider()),
                TestLocalizer.English,
                Settings(true),
                _clock,
                database.Contexts.CreateSetAside(_clock)
            ).RunAsync(default);
            told.AddRange((await InboxAsync(ana)).Skip(before).Select(m => (day, m.Subject)));
        }

        told.ShouldBe([
            (0, "Version 2.0 of the privacy policy is in force"),
            (7, "The privacy policy has changed: version 2.0"),
            (14, "The privacy policy changes on 1 March 2027: version 3.0"),
            (37, "The privacy policy has changed: version 2.0"),
        ]);
    }

    [Fact]
    public async Task Workers_are_not_notified_where_it_is_switched_off_nor_of_the_first_version()
    {
        var ana = await WorkerAsync("a");
        await SweepAsync();
        (await InboxAsync(ana)).ShouldBeEmpty();

        _policies.WithPublished("2.0", "2026-12-24T00:00:00Z");
        await SweepAsync(library: PolicyLibrary.Load(_policies.Root), isOn: false);
        (await InboxAsync(ana)).ShouldBeEmpty();
    }

    private static IConfiguration Settings(bool isOn) =>
        new ConfigurationBuilder()
            .AddInMemoryCollection(
                new Dictionary<string, string?> { ["Portal:Acceptance:Notices"] = isOn ? null : "false" }
            )
            .Build();

    private Task SweepAsync(
        IDbContextFactory<PortalDbContext>? node = null,
        PolicyLibrary? library = null,
        bool isOn = true
    )
    {
        var versions = library ?? Library;
        return new VersionNoticeJob(
            node ?? database.Contexts,
            versions,
            new(versions, TestLocalizer.English, _clock),
            Settings(isOn),
            _clock,
            database.Contexts.CreateSetAside(_clock)
        ).RunAsync(default);
    }

    private async Task<IReadOnlyList<InboxMessage>> InboxAsync(string worker)
    {
        await using var db = await database.Contexts.CreateDbContextAsync();
        return await db
            .InboxMessages.AsNoTracking()
            .Where(m => m.WorkerId == worker && !m.Subject.StartsWith("You accepted version 1.0"))
            .OrderBy(m => m.At)
            .ThenBy(m => m.Id)
            .ToListAsync();
    }

    private async Task<int> LettersAsync(string worker, string about)
    {
        await using var db = await database.Contexts.CreateDbContextAsync();
        var letters = await db.Outbox.Where(m => m.Payload!.Contains(worker)).Select(m => m.Payload!).ToListAsync();
        return letters.Count(l => l.Contains(about, StringComparison.Ordinal));
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
        : PolicyVersionNoticeTests(database),
            IClassFixture<SqliteDatabase>;

    public sealed class OnPostgres(PostgresDatabase database)
        : PolicyVersionNoticeTests(database),
            IClassFixture<PostgresDatabase>;
}
