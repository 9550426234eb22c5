using JoinArena.PrivacyPortal.Acceptance.Reminders;
using JoinArena.PrivacyPortal.Policies;
using JoinArena.PrivacyPortal.Tests.Support;
using JoinArena.PrivacyPortal.Tests.Support.Databases;
using Microsoft.AspNetCore.DataProtection;

namespace JoinArena.PrivacyPortal.Tests.Notifications;

/// <summary>How far apart a worker gets notices about versions, on both databases.</summary>
public abstract class PolicyNoticeSpacingTests(TestDatabase database) : PolicyNoticeTestBase(database)
{
    [Fact]
    public async Task Two_emails_are_a_week_apart_and_one_that_would_come_too_late_does_not_wait()
    {
        Policies.WithPublished("2.0", "2026-12-24T00:00:00Z").WithPublished("3.0", "2027-01-24T00:00:00Z");
        var ana = await WorkerAsync("a");
        var told = new List<(int Day, string Subject)>();
        for (var day = 0; day <= 40; day++)
        {
            if (day == 9)
                Policies.WithPublished("2.1", "2026-12-28T00:00:00Z");
            var before = (await InboxAsync(ana)).Count;
            await SweepAsync(library: PolicyLibrary.Load(Policies.Root));
            told.AddRange((await InboxAsync(ana)).Skip(before).Select(m => (day, m.Subject[^3..])));
            Clock.Advance(TimeSpan.FromDays(1));
        }

        told.ShouldBe([(0, "2.0"), (7, "3.0"), (14, "2.1")]);

        // The second notice would be sent after the day it announces.
        Policies.WithPublished("3.1", "2027-02-20T00:00:00Z").WithPublished("3.2", "2027-02-21T00:00:00Z");
        Clock.SetUtcNow(new(2027, 2, 18, 0, 0, 0, TimeSpan.Zero));
        await SweepAsync(library: PolicyLibrary.Load(Policies.Root));
        (await InboxAsync(ana)).Skip(told.Count).Select(m => m.Subject[^3..]).ShouldBe(["3.1", "3.2"]);
    }

    [Fact]
    public async Task Reminders_and_notices_keep_their_distance()
    {
        Policies.WithPublished("2.0", "2026-11-24T15:00:00Z");
        var ana = await WorkerAsync("a");
        await AcceptAsync(ana, "1.0");
        var told = new List<(int Day, string Subject)>();
        for (var day = 0; day <= 50; day++)
        {
            if (day == 9)
                Policies.WithPublished("3.0", "2027-03-01T00:00:00Z");
            Clock.SetUtcNow(new DateTimeOffset(2026, 11, 24, 16, 0, 0, TimeSpan.Zero).AddDays(day));
            var before = (await InboxAsync(ana)).Count;
            var library = PolicyLibrary.Load(Policies.Root);
            await SweepAsync(library: library);
            await new AcceptanceReminderJob(
                Database.Contexts,
                library,
                new ReminderStopService(Database.Contexts, new EphemeralDataProtectionProvider()),
                TestLocalizer.English,
                Settings(true),
                Clock,
                Database.Contexts.CreateSetAside(Clock)
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

    public sealed class OnSqlite(SqliteDatabase database)
        : PolicyNoticeSpacingTests(database),
            IClassFixture<SqliteDatabase>;

    public sealed class OnPostgres(PostgresDatabase database)
        : PolicyNoticeSpacingTests(database),
            IClassFixture<PostgresDatabase>;
}
