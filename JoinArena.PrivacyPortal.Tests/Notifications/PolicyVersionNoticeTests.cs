using JoinArena.PrivacyPortal.Acceptance.Reminders;
using JoinArena.PrivacyPortal.Data.Outbox;
using JoinArena.PrivacyPortal.Policies;
using JoinArena.PrivacyPortal.Tests.Support.Databases;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Tests.Notifications;

/// <summary>
/// The notices to workers about a version before it takes effect, on both databases. The tests' date is 24 November
/// 2026.
/// </summary>
public abstract class PolicyVersionNoticeTests(TestDatabase database) : PolicyNoticeTestBase(database)
{
    [Fact]
    public async Task A_coming_material_version_is_announced_once_by_email_and_in_the_inbox()
    {
        Policies
            .WithDraft("2.0", "2026-12-24T00:00:00Z")
            .Replace(
                Policies.PathOf("2.0", "version.yml"),
                "data: [interview-image]",
                "data: [interview-image, resume]"
            )
            .WithLock("2.0");
        var ana = await WorkerAsync("a");
        var ben = await WorkerAsync("b");
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
        Policies.WithPublished("1.1", "2026-12-01T00:00:00Z", "editorial");
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
        Policies.WithPublished("2.0", "2026-12-24T00:00:00Z");
        var workers = new List<string>();
        for (var i = 0; i < 10; i++)
            workers.Add(await WorkerAsync($"{i}"));

        await Task.WhenAll(
            Enumerable
                .Range(0, 4)
                .Select(i => Task.Run(() => SweepAsync(i % 2 == 0 ? Database.Contexts : Database.CreateOtherNode())))
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
        Policies.WithPublished("2.0", "2026-12-24T00:00:00Z");
        await SweepAsync();
        var ana = await WorkerAsync("a");
        await SweepAsync();
        Clock.SetUtcNow(new(2026, 12, 25, 0, 0, 0, TimeSpan.Zero));
        var ben = await WorkerAsync("b");
        await SweepAsync();

        (await InboxAsync(ana)).ShouldHaveSingleItem();
        (await InboxAsync(ben)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_version_without_advance_notice_is_announced_at_once_but_not_to_workers_who_have_accepted_it_nor_when_it_is_old()
    {
        Policies.WithPublished("2.0", "2026-11-24T15:00:00Z");
        var ana = await WorkerAsync("a");
        var ben = await WorkerAsync("b");
        Clock.SetUtcNow(new(2026, 11, 24, 16, 0, 0, TimeSpan.Zero));
        await AcceptAsync(ben, "2.0");
        await SweepAsync();

        var message = (await InboxAsync(ana)).ShouldHaveSingleItem();
        (message.Subject, message.Path).ShouldBe(("Version 2.0 of the privacy policy is in force", "/policy/accept"));
        message
            .Body[0]
            .ShouldBe("Version 2.0 of the privacy policy came into force on 24 November 2026. What is new: New.");
        (await InboxAsync(ben)).ShouldHaveSingleItem().Subject.ShouldStartWith("You accepted version 2.0");

        await using (var db = await Database.Contexts.CreateDbContextAsync())
            await db.VersionNotices.ExecuteDeleteAsync();
        Clock.SetUtcNow(new(2026, 12, 1, 15, 0, 0, TimeSpan.Zero));
        await SweepAsync();
        (await InboxAsync(ana)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Workers_are_not_notified_where_it_is_switched_off_nor_of_the_first_version()
    {
        var ana = await WorkerAsync("a");
        await SweepAsync();
        (await InboxAsync(ana)).ShouldBeEmpty();

        Policies.WithPublished("2.0", "2026-12-24T00:00:00Z");
        await SweepAsync(library: PolicyLibrary.Load(Policies.Root), isOn: false);
        (await InboxAsync(ana)).ShouldBeEmpty();
    }

    private async Task<int> LettersAsync(string worker, string about)
    {
        await using var db = await Database.Contexts.CreateDbContextAsync();
        var letters = await db.Outbox.Where(m => m.Payload!.Contains(worker)).Select(m => m.Payload!).ToListAsync();
        return letters.Count(l => l.Contains(about, StringComparison.Ordinal));
    }

    public sealed class OnSqlite(SqliteDatabase database)
        : PolicyVersionNoticeTests(database),
            IClassFixture<SqliteDatabase>;

    public sealed class OnPostgres(PostgresDatabase database)
        : PolicyVersionNoticeTests(database),
            IClassFixture<PostgresDatabase>;
}
