using JoinArena.PrivacyPortal.Ledger.Notes;
using JoinArena.PrivacyPortal.Tests.Support;

namespace JoinArena.PrivacyPortal.Tests.Ledger;

public sealed class LedgerKeyPageTests(Portal portal) : IClassFixture<Portal>
{
    [Fact]
    public async Task Anyone_gets_the_portals_signing_key_and_it_is_the_same_after_a_restart()
    {
        var before = await KeyAsync();
        await portal.RestartAsync();

        VerifierKey.TryParse(before.TrimEnd('\n'), out var key).ShouldBeTrue(before);
        key.Name.ShouldEndWith("/ledger");
        (await KeyAsync()).ShouldBe(before);
    }

    private async Task<string> KeyAsync()
    {
        using var anyone = new HttpClient { BaseAddress = portal.Url };
        return await anyone.GetStringAsync("/ledger/key");
    }
}
