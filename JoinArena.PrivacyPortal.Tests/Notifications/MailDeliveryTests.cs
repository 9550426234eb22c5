using System.Net;
using System.Net.Sockets;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.Outbox;
using JoinArena.PrivacyPortal.Notifications;
using JoinArena.PrivacyPortal.Tests.Support.Databases;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using MimeKit;

namespace JoinArena.PrivacyPortal.Tests.Notifications;

/// <summary>From a committed notice to an email that a server has accepted.</summary>
public abstract class MailDeliveryTests(TestDatabase database) : NoticeTestBase(database)
{
    [Fact]
    public async Task A_worker_is_notified_by_email_and_in_the_inbox()
    {
        await using var server = new SmtpHost();
        var worker = await AnnouncedAsync();

        await TellAsync(worker);
        await SweepAsync(server.Port);

        var got = await server.WaitForMailToAsync($"{worker}@example.com");
        got.From.ShouldBe("privacy@joinarena.example");
        got.Message.Subject.ShouldBe(MailTestData.Notice.Subject);
        var inbox = await new Inbox(Database.Contexts, [], Clock).ListMessagesAsync(
            worker,
            before: null,
            CancellationToken.None
        );
        inbox.Messages.ShouldHaveSingleItem().Subject.ShouldBe(MailTestData.Notice.Subject);
        inbox.UnreadCount.ShouldBe(1);
    }

    [Theory]
    [InlineData("Ana\tLopes")]
    [InlineData("Ana\r\nLopes")]
    [InlineData("Ana\u0085Lopes")]
    public async Task A_name_that_was_stored_with_a_line_break_stops_no_letter(string stored)
    {
        await using var server = new SmtpHost();
        var worker = await AnnouncedAsync();
        await using (var db = await Database.Contexts.CreateDbContextAsync())
            await db.ExecuteSqlAsync($"""UPDATE "Workers" SET "Name" = {stored} WHERE "Id" = {worker}""", default);

        await TellAsync(worker);
        await SweepAsync(server.Port);

        var got = await server.WaitForMailToAsync($"{worker}@example.com");
        got.Message.To.Mailboxes.ShouldHaveSingleItem().Name.ShouldNotBeNull().ShouldMatch("^Ana +Lopes$");
    }

    [Fact]
    public async Task A_worker_whose_domain_is_in_Unicode_is_written_to_by_a_server_that_knows_only_ASCII()
    {
        await using var server = new SmtpHost();
        var worker = await AnnouncedAsync("bücher.example");

        await TellAsync(worker);
        await SweepAsync(server.Port);

        var got = await server.WaitForMailToAsync($"{worker}@xn--bcher-kva.example");
        got.Source.ShouldContain($"<{worker}@xn--bcher-kva.example>");
    }

    [Fact]
    public async Task A_notice_that_is_not_committed_is_not_sent()
    {
        var worker = await AnnouncedAsync();
        await using (var db = await Database.Contexts.CreateDbContextAsync())
        {
            await using var write = await db.BeginWriteAsync(CancellationToken.None);
            await db.Notices.SendToWorkerAsync(worker, MailTestData.Notice, Clock.GetInstant(), CancellationToken.None);
            await db.SaveChangesAsync();
        }

        await using var look = await Database.Contexts.CreateDbContextAsync();
        (await look.InboxMessages.AnyAsync(m => m.WorkerId == worker)).ShouldBeFalse();
        (await look.Outbox.AnyAsync(m => m.Payload!.Contains(worker))).ShouldBeFalse();
    }

    [Fact]
    public async Task An_email_waits_while_the_server_is_down_and_is_sent_once_it_is_back()
    {
        var port = SmtpHost.FreePort();
        var worker = await AnnouncedAsync();
        await TellAsync(worker);

        await SweepAsync(port);
        var waiting = await JobAsync(worker);
        (waiting.DoneAt, waiting.Tries, waiting.LastFault).ShouldBe((null, 1, nameof(SocketException)));

        await using var server = new SmtpHost(port);
        Clock.Advance(TimeSpan.FromSeconds(6));
        await SweepAsync(port);

        (await server.WaitForMailToAsync($"{worker}@example.com")).Message.Subject.ShouldBe(
            MailTestData.Notice.Subject
        );
        await SweepAsync(port);
        server.HasMoreTo($"{worker}@example.com").ShouldBeFalse("a mail that was taken is not sent again");
    }

    [Fact]
    public async Task Nothing_is_sent_to_another_machine_that_offers_no_encryption()
    {
        await using var server = new SmtpHost(address: IPAddress.Any);
        var away = new SmtpServer(Dns.GetHostName(), server.Port, User: null, Password: null);
        away.IsLoopback.ShouldBeFalse();
        using var letter = MimeMessage.Load(
            new MemoryStream("From: a@example.com\r\nTo: b@example.com\r\n\r\nHello"u8.ToArray())
        );

        await Should.ThrowAsync<NotSupportedException>(() =>
            new SmtpTransport(away).SendAsync(Guid.NewGuid(), letter, CancellationToken.None)
        );

        server.HasMoreTo("b@example.com").ShouldBeFalse();
        var here = new SmtpServer("127.0.0.1", server.Port, User: null, Password: null);
        await new SmtpTransport(here).SendAsync(Guid.NewGuid(), letter, CancellationToken.None);
        (await server.WaitForMailToAsync("b@example.com")).From.ShouldBe("a@example.com");
    }

    [Fact]
    public async Task An_email_the_server_defers_is_tried_again_with_the_same_id()
    {
        await using var server = new SmtpHost { AnswerToMail = "451 try later" };
        var worker = await AnnouncedAsync();
        await TellAsync(worker);
        await SweepAsync(server.Port);
        var waiting = await JobAsync(worker);
        waiting.DoneAt.ShouldBeNull();

        server.AnswerToMail = "250 ok";
        Clock.Advance(TimeSpan.FromSeconds(6));
        await SweepAsync(server.Port);

        (await server.WaitForMailToAsync($"{worker}@example.com")).Message.MessageId.ShouldBe(
            $"{waiting.Id:N}@privacy.example.com"
        );
    }

    [Fact]
    public async Task The_outbox_keeps_neither_address_nor_text_of_a_sent_email()
    {
        await using var server = new SmtpHost();
        var worker = await AnnouncedAsync();
        await TellAsync(worker);
        var id = (await JobAsync(worker)).Id;

        await SweepAsync(server.Port);

        await using var db = await Database.Contexts.CreateDbContextAsync();
        var done = await db.Outbox.SingleAsync(m => m.Id == id);
        done.DoneAt.ShouldBe(Clock.GetInstant());
        done.Payload.ShouldBeNull();
    }

    [Fact]
    public async Task The_pickup_folder_gets_each_email_as_a_complete_file()
    {
        var directory = Directory.CreateTempSubdirectory("jpp-mail-");
        var worker = await AnnouncedAsync();
        await TellAsync(worker);

        await SweepAsync(
            new(MailTestData.From, Smtp: null),
            new PickupTransport(new DataDirectory(directory.FullName), Clock)
        );

        var files = Directory.GetFiles(Path.Combine(directory.FullName, "mail"));
        using var mail = await MimeMessage.LoadAsync(
            files.Single(f => MimeMessage.Load(f).To.ToString().Contains(worker, StringComparison.Ordinal))
        );
        mail.Subject.ShouldBe(MailTestData.Notice.Subject);
        files.ShouldAllBe(f => f.EndsWith(".eml", StringComparison.Ordinal));
        directory.Delete(recursive: true);
    }

    private async Task<OutboxMessage> JobAsync(string worker)
    {
        await using var db = await Database.Contexts.CreateDbContextAsync();
        return await db.Outbox.SingleAsync(m => m.Payload!.Contains(worker));
    }

    private Task SweepAsync(int port) =>
        SweepAsync(MailTestData.SettingsForPort(port), new SmtpTransport(MailTestData.SettingsForPort(port).Smtp!));

    private Task SweepAsync(MailSettings settings, IMailTransport transport) =>
        new OutboxDispatchJob(
            Database.Contexts,
            [new MailHandler(transport, settings, MailTestData.Portal, Clock)],
            Clock,
            NullLogger<OutboxDispatchJob>.Instance
        ).RunAsync(CancellationToken.None);

    public sealed class OnSqlite(SqliteDatabase database) : MailDeliveryTests(database), IClassFixture<SqliteDatabase>;

    public sealed class OnPostgres(PostgresDatabase database)
        : MailDeliveryTests(database),
            IClassFixture<PostgresDatabase>;
}
