using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Notifications;

namespace JoinArena.PrivacyPortal.Tests.Notifications;

public sealed class MailSettingsTests
{
    [Fact]
    public void Without_settings_mail_is_left_as_files() =>
        MailSettings.FromConfiguration(MailTestData.CreateConfiguration()).Smtp.ShouldBeNull();

    [Fact]
    public void A_mail_server_and_a_sender_are_enough_to_send_mail()
    {
        var settings = MailSettings.FromConfiguration(
            MailTestData.CreateConfiguration(
                ("Portal:Mail:Smtp:Host", "smtp.example.com"),
                ("Portal:Mail:From", "Privacy <p@example.com>")
            )
        );
        settings.Smtp.ShouldBe(new SmtpServer("smtp.example.com", 587, null, null));
        settings.From.Address.ShouldBe("p@example.com");
    }

    [Theory]
    [InlineData("Portal__Mail__From", "Portal:Mail:Smtp:Host=smtp.example.com")]
    [InlineData("Portal__Mail__From", "Portal:Mail:From=nobody at all")]
    [InlineData(
        "Portal__Mail__Smtp__Port",
        "Portal:Mail:Smtp:Host=smtp.example.com",
        "Portal:Mail:Smtp:Port=99999",
        "Portal:Mail:From=p@example.com"
    )]
    [InlineData("Portal__Mail__Smtp__Host", "Portal:Mail:Smtp:Port=25")]
    [InlineData("Portal__Mail__Smtp__Host", "Portal:Mail:Smtp:Host=http://smtp", "Portal:Mail:From=p@example.com")]
    [InlineData(
        "Portal__Mail__Smtp__Password",
        "Portal:Mail:Smtp:Host=smtp.example.com",
        "Portal:Mail:Smtp:User=portal",
        "Portal:Mail:From=p@example.com"
    )]
    public void A_wrong_setting_of_mail_is_named(string named, params string[] settings) =>
        Should
            .Throw<ConfigurationException>(() =>
                MailSettings.FromConfiguration(
                    MailTestData.CreateConfiguration([.. settings.Select(s => s.Split('=')).Select(s => (s[0], s[1]))])
                )
            )
            .Message.ShouldStartWith($"{named}: ");

    [Theory]
    [InlineData("ftp://privacy.example.com")]
    [InlineData("privacy.example.com")]
    [InlineData("https://privacy.example.com/?a=b")]
    [InlineData("https://example.com/privacy?a=b")]
    [InlineData("https://example.com/health/")]
    [InlineData("https://example.com/my%20privacy")]
    public void A_public_address_that_is_not_a_site_is_named(string address) =>
        Should
            .Throw<ConfigurationException>(() =>
                PublicAddress.GetConfiguredUrl(MailTestData.CreateConfiguration(("Portal:PublicUrl", address)))
            )
            .Message.ShouldStartWith("Portal__PublicUrl: ");

    [Theory]
    [InlineData("http://localhost:5080", "http://localhost:5080/inbox")]
    [InlineData("http://[::]:5080", "http://localhost:5080/inbox")]
    [InlineData("http://0.0.0.0:5080", "http://localhost:5080/inbox")]
    [InlineData("http://*:80", "http://localhost/inbox")]
    public void Links_lead_to_an_address_a_browser_can_open(string listening, string link) =>
        new PublicAddress(null, MailTestData.CreateConfiguration(), new MailTestData.NotListening(listening))
            .GetUri("/inbox")
            .AbsoluteUri.ShouldBe(link);
}
