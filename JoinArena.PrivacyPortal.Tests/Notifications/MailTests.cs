using System.Text;
using JoinArena.PrivacyPortal.Notifications;
using JoinArena.PrivacyPortal.Shell;
using JoinArena.PrivacyPortal.Shell.Contact;
using MimeKit;

namespace JoinArena.PrivacyPortal.Tests.Notifications;

public sealed class MailTests
{
    private static readonly DateTimeOffset s_now = new(2026, 11, 24, 9, 0, 0, TimeSpan.Zero);
    private static readonly Guid s_job = Guid.Parse("019ac3b0-0000-7000-8000-00000000000a");

    [Fact]
    public void An_email_says_in_plain_words_what_happened_and_where_to_look()
    {
        var mail = Compose(Of("ana@example.com"));

        mail.TextBody.ShouldBe(
            "We have <told> 3 parties.\n\nThere is nothing you need to do.\n\n"
                + "https://privacy.example.com/deletion/DR-1?a=1&b=2\n\n-- \nJoinArena Privacy Portal\n"
        );
        mail.Subject.ShouldBe("Your request was received");
        mail.To.ToString().ShouldBe("\"Ana Lopes\" <ana@example.com>");
    }

    [Fact]
    public void The_HTML_version_of_an_email_escapes_its_text()
    {
        var html = Compose(Of("ana@example.com")).HtmlBody!;
        html.ShouldContain("<p>We have &lt;told&gt; 3 parties.</p>");
        html.ShouldContain("href=\"https://privacy.example.com/deletion/DR-1?a=1&amp;b=2\"");
    }

    [Fact]
    public void An_email_greets_its_reader_and_has_one_button_that_says_where_it_leads()
    {
        var mail = Compose(
            Of("ana@example.com") with
            {
                Greeting = "Hello Ana <Lopes>,",
                ButtonText = "See your request",
            }
        );

        mail.TextBody!.ShouldStartWith("Hello Ana <Lopes>,\n\nWe have <told> 3 parties.");
        mail.TextBody.ShouldContain("See your request:\nhttps://privacy.example.com/deletion/DR-1?a=1&b=2\n");
        mail.HtmlBody!.ShouldContain("<p>Hello Ana &lt;Lopes&gt;,</p>");
        mail.HtmlBody!.ShouldContain(">See your request</a>");
        mail.HtmlBody!.Split("<a ").Length.ShouldBe(2, "one link, and no bare address");
    }

    [Fact]
    public void A_repeated_email_of_one_job_has_the_same_id()
    {
        Compose(Of("ana@example.com")).MessageId.ShouldBe(Compose(Of("ana@example.com")).MessageId);
        Compose(Of("ana@example.com")).MessageId.ShouldBe("019ac3b00000700080000000000000" + "0a@privacy.example.com");
    }

    [Theory]
    [InlineData("ana@example.com\r\nBcc: all@example.com")]
    [InlineData("ana@example.com, all@example.com")]
    [InlineData("Ana <ana@example.com>")]
    [InlineData("ana@example.com\n")]
    [InlineData("ana")]
    [InlineData("")]
    public void An_address_that_is_not_exactly_one_is_refused(string address) =>
        Should.Throw<FormatException>(() => Compose(Of(address)));

    [Fact]
    public void A_name_with_a_line_break_is_refused() =>
        Should.Throw<FormatException>(() =>
            Compose(Of("ana@example.com") with { Name = "Ana\r\nBcc: all@example.com" })
        );

    [Fact]
    public void A_subject_with_a_line_break_is_refused_where_the_notice_is_made() =>
        Should.Throw<ArgumentException>(() => new Notice("Hello\r\nBcc: all@example.com", ["…"]));

    [Theory]
    [InlineData("//evil.example/")]
    [InlineData("https://evil.example/")]
    [InlineData("deletion")]
    public void A_notice_leads_nowhere_but_into_the_portal(string path) =>
        Should.Throw<ArgumentException>(() => new Notice("Hello", ["…"], path));

    [Fact]
    public void An_attachment_arrives_to_the_byte()
    {
        const string note = "{\"é\":1}\n\n— privacy.example/ledger AAAA\n";
        var part = (MimePart)
            Compose(Of("ana@example.com") with { Attachments = [new("receipt.note", note)] })
                .Attachments.ShouldHaveSingleItem();

        using var bytes = new MemoryStream();
        part.Content!.DecodeTo(bytes);
        Encoding.UTF8.GetString(bytes.ToArray()).ShouldBe(note);
        part.FileName.ShouldBe("receipt.note");
    }

    [Fact]
    public void A_recurring_email_says_how_to_unsubscribe_to_the_reader_and_to_their_program()
    {
        var mail = Compose(
            Of("ana@example.com") with
            {
                Unsubscribe = new("/digests/stop/abc", "To get no more, open this."),
            }
        );

        mail.Headers["List-Unsubscribe"].ShouldBe("<https://privacy.example.com/digests/stop/abc>");
        mail.Headers["List-Unsubscribe-Post"].ShouldBe("List-Unsubscribe=One-Click");
        mail.TextBody!.ShouldContain("To get no more, open this.\nhttps://privacy.example.com/digests/stop/abc\n");
        mail.HtmlBody!.ShouldContain("href=\"https://privacy.example.com/digests/stop/abc\"");
        Compose(Of("ana@example.com")).Headers["List-Unsubscribe"].ShouldBeNull();
    }

    [Fact]
    public void An_email_ends_with_who_runs_the_portal_and_how_to_reach_them()
    {
        var mail = Compose(
            Of("ana@example.com"),
            new("A & B Ltd", EmailAddress.Parse("privacy@joinarena.example"), "1 Example Street", null)
        );

        mail.TextBody!.ShouldEndWith(
            "-- \nJoinArena Privacy Portal\nA & B Ltd, 1 Example Street\nprivacy@joinarena.example\n"
        );
        mail.HtmlBody!.ShouldContain(
            "<p>JoinArena Privacy Portal<br>A &amp; B Ltd, 1 Example Street<br>privacy@joinarena.example</p>"
        );
    }

    private static Mail Of(string to) =>
        new(to, "Ana Lopes", MailTestData.Notice.Subject, MailTestData.Notice.Paragraphs, MailTestData.Notice.Path);

    private static MimeKit.MimeMessage Compose(Mail mail) => Compose(mail, OperatorContact.None);

    private static MimeKit.MimeMessage Compose(Mail mail, OperatorContact contact) =>
        mail.Compose(
            s_job,
            new MailSettings(MailTestData.From, null) { Contact = contact },
            MailTestData.Portal,
            s_now
        );
}
