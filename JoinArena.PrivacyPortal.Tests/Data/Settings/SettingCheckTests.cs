using System.Text.RegularExpressions;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.Settings;
using JoinArena.PrivacyPortal.Tests.Support;
using Microsoft.Extensions.Configuration;

namespace JoinArena.PrivacyPortal.Tests.Data.Settings;

public sealed partial class SettingCheckTests
{
    [Theory]
    [InlineData("Portal__Limits__CredentialsPerMinute", "many")]
    [InlineData("Portal__Limits__CredentialsPerMinute", "")]
    [InlineData("Portal__Limits__CredentialsPerMinute", "0")]
    [InlineData("Portal__Limits__CredentialsPerMinute", "-1")]
    [InlineData("Portal__Limits__CredentialsPerMinute", "1.5")]
    [InlineData("Portal__Limits__CredentialsPerMinute", "99999999999")]
    [InlineData("Portal__Limits__RequestsPerKeyAndSecond", "0")]
    [InlineData("Portal__Limits__EventsPerKeyAndDay", "0")]
    [InlineData("Portal__Acceptance__Notices", "maybe")]
    [InlineData("Portal__Acceptance__Reminders", "1")]
    [InlineData("Portal__Disclosures__Digests", "off")]
    [InlineData("Portal__Deletion__FourEyes", "yes")]
    [InlineData("Portal__Connectors__AllowPrivateNetworks", "on")]
    [InlineData("Portal__Demo__Enabled", "")]
    [InlineData("Portal__Log__Format", "xml")]
    [InlineData("Portal__Database__Migrate", "later")]
    public void A_value_that_a_setting_does_not_take_stops_the_start_with_an_example(string variable, string value)
    {
        var message = Refuse(variable, value);

        message.ShouldStartWith($"{variable}: '{value}' is ");
        message.ShouldContain($"; for example {variable}=");
        message.ShouldNotContain("\n");
    }

    [Theory]
    [InlineData("Portal__Deletion__CoolingOf", "Portal__Deletion__CoolingOff")]
    [InlineData("Portal__CoolingOff", "Portal__Deletion__CoolingOff")]
    [InlineData("Portal__Delection__FourEyes", "Portal__Deletion__FourEyes")]
    [InlineData("Portal__Limits_CredentialsPerMinute", "Portal__Limits__CredentialsPerMinute")]
    [InlineData("Portal_Limits__CredentialsPerMinute", "Portal__Limits__CredentialsPerMinute")]
    [InlineData("Protal__DataDirectory__X", "Portal__DataDirectory")]
    [InlineData("Portal__PublicURI", "Portal__PublicUrl")]
    [InlineData("Portal__Demo", "Portal__Demo__Enabled")]
    [InlineData("Portal__Demo__Enabled__0", "Portal__Demo__Enabled")]
    [InlineData("Portal__Acceptance__ReturnOrigins", "Portal__Acceptance__ReturnOrigins__0")]
    [InlineData("Portal__Ledger__Witnesses__0__Uri", "Portal__Ledger__Witnesses__0__Url")]
    [InlineData("Portal__Mail__Host", "Portal__Mail__Smtp__Host")]
    [InlineData("ConnectionStrings__Potral", "ConnectionStrings__Portal")]
    public void A_name_that_is_no_setting_stops_the_start_with_the_nearest_one(string variable, string nearest) =>
        Refuse(variable, "true").ShouldBe($"{variable}: there is no such setting; the nearest name is {nearest}");

    [Fact]
    public void Every_setting_takes_its_example_in_any_capitals()
    {
        var all = SettingCatalog.Settings.ToDictionary(s => s.Variable.ToUpperInvariant(), s => (string?)s.Example);

        SettingCheck.Check(Configure(all));
    }

    [Theory]
    [InlineData("PORTAL")]
    [InlineData("PORTAL_PORT")]
    [InlineData("PORTAL_PORT_80_TCP_ADDR")]
    [InlineData("PORTALS")]
    [InlineData("ConnectionStrings__Reports")]
    public void A_variable_of_another_program_is_no_setting(string variable) =>
        SettingCheck.Check(Configure(new() { [variable] = "10.0.0.7" }));

    [Theory]
    [InlineData("Portal__Ledger__Witnesses")]
    [InlineData("Portal__Ledger__Witnesses__0")]
    [InlineData("Portal__Acceptance__ReturnOrigins")]
    public void An_empty_list_or_section_sets_nothing(string variable) =>
        SettingCheck.Check(Configure(new() { [variable] = "" }));

    [Fact]
    public void The_documentation_lists_the_settings_that_are_known_and_no_others()
    {
        var documented = Settings()
            .Matches(File.ReadAllText(Repository.GetPath("docs/operations.md")))
            .Select(m => m.Value)
            .Distinct(StringComparer.Ordinal);

        documented
            .Where(name => !name.EndsWith("__", StringComparison.Ordinal))
            .Select(name => name.Replace("__NAME", "__0", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .ShouldBe(SettingCatalog.Settings.Select(s => s.Variable).Order(StringComparer.Ordinal));
    }

    private static string Refuse(string variable, string value) =>
        Should.Throw<ConfigurationException>(() => SettingCheck.Check(Configure(new() { [variable] = value }))).Message;

    // As environment variables come in.
    private static IConfigurationRoot Configure(Dictionary<string, string?> variables) =>
        new ConfigurationBuilder()
            .AddInMemoryCollection(
                variables.Select(v => KeyValuePair.Create(v.Key.Replace("__", ":", StringComparison.Ordinal), v.Value))
            )
            .Build();

    [GeneratedRegex(@"\bPortal__[A-Z]\w+", RegexOptions.None, 10_000)]
    private static partial Regex Settings();
}
