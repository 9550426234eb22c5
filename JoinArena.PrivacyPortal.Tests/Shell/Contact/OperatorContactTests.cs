using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Shell.Contact;
using JoinArena.PrivacyPortal.Tests.Notifications;

namespace JoinArena.PrivacyPortal.Tests.Shell.Contact;

/// <summary>Who runs the portal, as the settings say it.</summary>
public sealed class OperatorContactTests
{
    [Fact]
    public void What_is_set_is_shown_and_nothing_else()
    {
        var contact = Read(
            ("Organisation", " JoinArena Ltd "),
            ("Email", "privacy@bücher.example"),
            ("Address", ""),
            ("Phone", "+49 (30) 123-45.6")
        );

        contact.Organisation.ShouldBe("JoinArena Ltd");
        contact.Email.ShouldNotBeNull().MailText.ShouldBe("privacy@xn--bcher-kva.example");
        contact.Address.ShouldBeNull();
        contact.PhoneLink.ShouldBe("tel:+4930123456");
        contact.PostalLine.ShouldBe("JoinArena Ltd");
        contact.ReachLine.ShouldBe("privacy@bücher.example, +49 (30) 123-45.6");
    }

    [Fact]
    public void Only_a_demo_without_contact_shows_a_fictional_one()
    {
        OperatorContact.From(MailTestData.CreateConfiguration(), isDemo: false).ShouldBe(OperatorContact.None);
        OperatorContact.From(MailTestData.CreateConfiguration(), isDemo: true).ShouldBe(OperatorContact.Demo);
        OperatorContact
            .From(MailTestData.CreateConfiguration(("Portal:Contact:Organisation", "JoinArena Ltd")), isDemo: true)
            .ShouldBe(OperatorContact.None with { Organisation = "JoinArena Ltd" });
    }

    [Theory]
    [InlineData("Organisation", "Join\nArena", "it cannot be shown. Remove the line break U+000A")]
    [InlineData("Address", "1 Example\u202E Street", "it cannot be shown. Remove the invisible character U+202E")]
    [InlineData("Email", "privacy@localhost", "'privacy@localhost' is not an email address")]
    [InlineData("Phone", "030 123456", "'030 123456' is not a phone number")]
    [InlineData("Phone", "+49 30 PRIVACY", "'+49 30 PRIVACY' is not a phone number")]
    [InlineData("Phone", "+1234", "'+1234' is not a phone number")]
    [InlineData("Phone", "+1234567890123456", "'+1234567890123456' is not a phone number")]
    public void Wrong_contact_details_stop_the_start(string name, string value, string wrong) =>
        Should
            .Throw<ConfigurationException>(() => Read((name, value)))
            .Message.ShouldStartWith($"Portal__Contact__{name}: {wrong}");

    [Theory]
    [InlineData("Organisation", 200)]
    [InlineData("Address", 300)]
    public void A_name_or_address_of_the_operator_has_a_limit(string name, int length)
    {
        Read((name, new string('x', length))).PostalLine.ShouldBe(new string('x', length));
        Should
            .Throw<ConfigurationException>(() => Read((name, new string('x', length + 1))))
            .Message.ShouldStartWith($"Portal__Contact__{name}: it has more than {length} characters");
    }

    private static OperatorContact Read(params (string Name, string Value)[] settings) =>
        OperatorContact.From(
            MailTestData.CreateConfiguration([.. settings.Select(s => ($"Portal:Contact:{s.Name}", s.Value))]),
            isDemo: false
        );
}
