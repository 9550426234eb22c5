using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Notifications.Webhooks;

namespace JoinArena.PrivacyPortal.Tests.Notifications.Webhooks;

public sealed class ConnectorSettingsTests
{
    [Fact]
    public void The_default_settings_call_public_addresses_only_and_without_a_proxy() =>
        ConnectorSettings
            .From(MailTestData.CreateConfiguration())
            .ShouldBe(new ConnectorSettings(AllowPrivateNetworks: false, Proxy: null));

    [Theory]
    [InlineData("AllowPrivateNetworks", "yes")]
    [InlineData("Proxy", "egress.example:4750")]
    [InlineData("Proxy", "http://user:pw@egress.example:4750")]
    public void A_wrong_setting_of_connectors_is_named(string setting, string value) =>
        Should
            .Throw<ConfigurationException>(() =>
                ConnectorSettings.From(MailTestData.CreateConfiguration(($"Portal:Connectors:{setting}", value)))
            )
            .Message.ShouldStartWith($"Portal__Connectors__{setting}: ");
}
