using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Ledger;
using JoinArena.PrivacyPortal.Ledger.Witnesses;
using Microsoft.Extensions.Configuration;

namespace JoinArena.PrivacyPortal.Tests.Ledger;

public sealed class LedgerOptionsTests
{
    [Fact]
    public void A_copy_of_the_log_is_named_with_or_without_a_slash_at_its_end()
    {
        var options = Read("https://log.example.com", "https://bucket.example.com/log/");

        options.Copies.ShouldBe([new("https://log.example.com/"), new("https://bucket.example.com/log/")]);
    }

    [Theory]
    [InlineData("nowhere")]
    [InlineData("ftp://log.example.com")]
    [InlineData("https://log.example.com/?part=1")]
    [InlineData("https://user:secret@log.example.com")]
    public void What_is_no_address_of_a_copy_names_its_setting(string address) =>
        Should
            .Throw<ConfigurationException>(() => Read("https://log.example.com", address))
            .Message.ShouldStartWith("Portal__Ledger__Copies__1: ");

    [Theory]
    [InlineData("ftp://witness.example.com")]
    [InlineData("https://witness.example.com/?part=1")]
    [InlineData("https://user:secret@witness.example.com")]
    public void What_is_no_address_of_a_witness_names_its_setting(string address)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection([KeyValuePair.Create("Portal:Ledger:Witnesses:0:Url", (string?)address)])
            .Build();

        Should
            .Throw<ConfigurationException>(() => WitnessOptions.From(configuration, Read()))
            .Message.ShouldStartWith("Portal__Ledger__Witnesses__0__Url: ");
    }

    private static LedgerOptions Read(params string[] copies)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(
                copies.Select((copy, n) => KeyValuePair.Create($"Portal:Ledger:Copies:{n}", (string?)copy))
            )
            .Build();
        return LedgerOptions.From(
            configuration,
            new DataDirectory(Path.GetTempPath()),
            new PublicAddress(new("https://privacy.example.com/"), configuration, null!)
        );
    }
}
