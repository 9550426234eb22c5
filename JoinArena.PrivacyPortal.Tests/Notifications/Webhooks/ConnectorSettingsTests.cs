using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Notifications.Webhooks;

namespace JoinArena.PrivacyPortal.Tests.Notifications.Webhooks;

public sealed class ConnectorSettingsTests
{
    [Fact]
    public void Nothing_set_calls_the_public_Internet_alone_and_directly() => ConnectorSettings.From(MailRoom.Settings()).ShouldBe(new ConnectorSettings(AllowPrivateNetworks: false, Proxy: null));

    [Theory]
    [InlineData("AllowPrivateNetworks", "yes")]
    [InlineData("Proxy", "egress.example:4750")]
    [InlineData("Proxy", "http://user:pw@egress.example:4750")]
    public void A_wrong_setting_is_named(string setting, string value) =>
        Should.Throw<ConfigurationException>(() => ConnectorSettings.From(MailRoom.Settings(($"Portal:Connectors:{setting}", value)))).Message.ShouldStartWith($"Portal__Connectors__{setting}: ");
}
