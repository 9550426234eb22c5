using JoinArena.PrivacyPortal.Notifications;
using JoinArena.PrivacyPortal.Tests.Support.Databases;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Tests.Notifications;

/// <summary>A worker's inbox, on both databases.</summary>
public abstract class InboxTests(TestDatabase database) : NoticeTestBase(database)
{
    [Fact]
    public async Task Another_worker_cannot_mark_my_message_as_read()
    {
        var mine = await AnnouncedAsync();
        var theirs = await AnnouncedAsync();
        await TellAsync(mine);
        var inbox = new Inbox(Database.Contexts, [], Clock);
        var message = (
            await inbox.ListMessagesAsync(mine, before: null, CancellationToken.None)
        ).Messages.ShouldHaveSingleItem();

        await inbox.MarkReadAsync(theirs, message.Id, CancellationToken.None);
        (await inbox.CountUnreadAsync(mine, CancellationToken.None)).ShouldBe(1);

        await inbox.MarkReadAsync(mine, message.Id, CancellationToken.None);
        (await inbox.CountUnreadAsync(mine, CancellationToken.None)).ShouldBe(0);
    }

    [Fact]
    public async Task A_long_inbox_is_read_page_by_page_the_newest_first()
    {
        var worker = await AnnouncedAsync();
        for (var i = 0; i <= Inbox.PageSize; i++)
            await TellAsync(worker, new Notice($"Message {i}", ["…"]));
        var inbox = new Inbox(Database.Contexts, [], Clock);

        var first = await inbox.ListMessagesAsync(worker, before: null, CancellationToken.None);
        first
            .Messages.Select(m => m.Subject)
            .ShouldBe(Enumerable.Range(1, Inbox.PageSize).Reverse().Select(i => $"Message {i}"));
        var second = await inbox.ListMessagesAsync(worker, first.OlderThan, CancellationToken.None);
        second.Messages.ShouldHaveSingleItem().Subject.ShouldBe("Message 0");
        second.OlderThan.ShouldBeNull();
    }

    public sealed class OnSqlite(SqliteDatabase database) : InboxTests(database), IClassFixture<SqliteDatabase>;

    public sealed class OnPostgres(PostgresDatabase database) : InboxTests(database), IClassFixture<PostgresDatabase>;
}
