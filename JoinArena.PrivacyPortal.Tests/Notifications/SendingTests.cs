using System.Net.Sockets;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.Outbox;
using JoinArena.PrivacyPortal.Notifications;
using JoinArena.PrivacyPortal.Tests.Support.Databases;
using JoinArena.PrivacyPortal.Workers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using MimeKit;

namespace JoinArena.PrivacyPortal.Tests.Notifications;

/// <summary>From a committed notice to a mail that a server has taken.</summary>
public abstract class SendingTests(TestDatabase database)
{
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 11, 24, 9, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task A_worker_is_told_by_mail_and_in_the_inbox()
    {
        await using var server = new SmtpHost();
        var worker = await AnnouncedAsync();

        await TellAsync(worker);
        await SweepAsync(server.Port);

        var got = await server.NextToAsync($"{worker}@example.com");
        got.From.ShouldBe("privacy@joinarena.example");
        got.Message.Subject.ShouldBe(MailRoom.Notice.Subject);
        var inbox = await new Inbox(database.Contexts, _clock).ReadAsync(worker, before: null, CancellationToken.None);
        inbox.Messages.ShouldHaveSingleItem().Subject.ShouldBe(MailRoom.Notice.Subject);
        inbox.Unread.ShouldBe(1);
    }

    [Fact]
    public async Task What_is_not_committed_is_not_told()
    {
        var worker = await AnnouncedAsync();
        await using (var db = await database.Contexts.CreateDbContextAsync())
        {
            await using var write = await db.BeginWriteAsync(CancellationToken.None);
            await db.Notices.ToWorkerAsync(worker, MailRoom.Notice, _clock.GetInstant(), CancellationToken.None);
            await db.SaveChangesAsync();
        }

        await using var look = await database.Contexts.CreateDbContextAsync();
        (await look.InboxMessages.AnyAsync(m => m.WorkerId == worker)).ShouldBeFalse();
        (await look.Outbox.AnyAsync(m => m.Payload!.Contains(worker))).ShouldBeFalse();
    }

    [Fact]
    public async Task A_mail_waits_while_the_server_is_down_and_goes_out_once_it_is_back()
    {
        var port = SmtpHost.FreePort();
        var worker = await AnnouncedAsync();
        await TellAsync(worker);

        await SweepAsync(port);
        var waiting = await JobAsync(worker);
        (waiting.DoneAt, waiting.Tries, waiting.LastFault).ShouldBe((null, 1, nameof(SocketException)));

        await using var server = new SmtpHost(port);
        _clock.Advance(TimeSpan.FromSeconds(6));
        await SweepAsync(port);

        (await server.NextToAsync($"{worker}@example.com")).Message.Subject.ShouldBe(MailRoom.Notice.Subject);
        await SweepAsync(port);
        server.HasMoreTo($"{worker}@example.com").ShouldBeFalse("a mail that was taken is not sent again");
    }

    [Fact]
    public async Task A_mail_the_server_puts_off_is_tried_again_with_the_same_id()
    {
        await using var server = new SmtpHost { AnswerToMail = "451 try later" };
        var worker = await AnnouncedAsync();
        await TellAsync(worker);
        await SweepAsync(server.Port);
        var waiting = await JobAsync(worker);
        waiting.DoneAt.ShouldBeNull();

        server.AnswerToMail = "250 ok";
        _clock.Advance(TimeSpan.FromSeconds(6));
        await SweepAsync(server.Port);

        (await server.NextToAsync($"{worker}@example.com")).Message.MessageId.ShouldBe($"{waiting.Id:N}@privacy.example.com");
    }

    [Fact]
    public async Task Once_sent_the_outbox_keeps_neither_address_nor_text()
    {
        await using var server = new SmtpHost();
        var worker = await AnnouncedAsync();
        await TellAsync(worker);
        var id = (await JobAsync(worker)).Id;

        await SweepAsync(server.Port);

        await using var db = await database.Contexts.CreateDbContextAsync();
        var done = await db.Outbox.SingleAsync(m => m.Id == id);
        done.DoneAt.ShouldBe(_clock.GetInstant());
        done.Payload.ShouldBeNull();
    }

    [Fact]
    public async Task Somebody_else_cannot_mark_my_message_read()
    {
        var (mine, theirs) = (await AnnouncedAsync(), await AnnouncedAsync());
        await TellAsync(mine);
        var inbox = new Inbox(database.Contexts, _clock);
        var message = (await inbox.ReadAsync(mine, before: null, CancellationToken.None)).Messages.ShouldHaveSingleItem();

        await inbox.MarkReadAsync(theirs, message.Id, CancellationToken.None);
        (await inbox.UnreadAsync(mine, CancellationToken.None)).ShouldBe(1);

        await inbox.MarkReadAsync(mine, message.Id, CancellationToken.None);
        (await inbox.UnreadAsync(mine, CancellationToken.None)).ShouldBe(0);
    }

    [Fact]
    public async Task A_long_inbox_is_read_page_by_page_the_newest_first()
    {
        var worker = await AnnouncedAsync();
        for (var i = 0; i <= Inbox.PageSize; i++) await TellAsync(worker, new Notice($"Message {i}", ["…"]));
        var inbox = new Inbox(database.Contexts, _clock);

        var first = await inbox.ReadAsync(worker, before: null, CancellationToken.None);
        first.Messages.Select(m => m.Subject).ShouldBe(Enumerable.Range(1, Inbox.PageSize).Reverse().Select(i => $"Message {i}"));
        var second = await inbox.ReadAsync(worker, first.OlderThan, CancellationToken.None);
        second.Messages.ShouldHaveSingleItem().Subject.ShouldBe("Message 0");
        second.OlderThan.ShouldBeNull();
    }

    [Fact]
    public async Task Without_a_server_a_mail_is_a_whole_file()
    {
        var directory = Directory.CreateTempSubdirectory("jpp-mail-");
        var worker = await AnnouncedAsync();
        await TellAsync(worker);

        await SweepAsync(new(MailRoom.From, Smtp: null), new PickupTransport(new DataDirectory(directory.FullName), _clock));

        var files = Directory.GetFiles(Path.Combine(directory.FullName, "mail"));
        using var mail = await MimeMessage.LoadAsync(files.Single(f => MimeMessage.Load(f).To.ToString().Contains(worker, StringComparison.Ordinal)));
        mail.Subject.ShouldBe(MailRoom.Notice.Subject);
        files.ShouldAllBe(f => f.EndsWith(".eml", StringComparison.Ordinal));
        directory.Delete(recursive: true);
    }

    private async Task<string> AnnouncedAsync()
    {
        var id = $"w-{Guid.CreateVersion7():N}";
        var announced = await new WorkerRegister(database.Contexts, _clock).AnnounceAsync(id, new($"{id}@example.com", "Ana Lopes", "DE"), CancellationToken.None);
        announced.IsDone.ShouldBeTrue();
        return id;
    }

    private async Task TellAsync(string worker, Notice? notice = null)
    {
        _clock.Advance(TimeSpan.FromMilliseconds(1));
        await using var db = await database.Contexts.CreateDbContextAsync();
        await db.Notices.ToWorkerAsync(worker, notice ?? MailRoom.Notice, _clock.GetInstant(), CancellationToken.None);
        await db.SaveChangesAsync();
    }

    private async Task<OutboxMessage> JobAsync(string worker)
    {
        await using var db = await database.Contexts.CreateDbContextAsync();
        return await db.Outbox.SingleAsync(m => m.Payload!.Contains(worker));
    }

    private Task SweepAsync(int port) => SweepAsync(MailRoom.To(port), new SmtpTransport(MailRoom.To(port).Smtp!));

    private Task SweepAsync(MailSettings settings, IMailTransport transport) =>
        new OutboxSweep(database.Contexts, [new MailHandler(transport, settings, MailRoom.Portal, _clock)], _clock, NullLogger<OutboxSweep>.Instance).SweepAsync(CancellationToken.None);

    public sealed class OnSqlite(SqliteDatabase database) : SendingTests(database), IClassFixture<SqliteDatabase>;

    public sealed class OnPostgres(PostgresDatabase database) : SendingTests(database), IClassFixture<PostgresDatabase>;
}
