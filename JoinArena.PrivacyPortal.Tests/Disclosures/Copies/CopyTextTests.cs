using System.Globalization;
using JoinArena.PrivacyPortal.Disclosures.Copies;
using JoinArena.PrivacyPortal.Shell.Localization;
using JoinArena.PrivacyPortal.Tests.Support;

namespace JoinArena.PrivacyPortal.Tests.Disclosures.Copies;

/// <summary>What has become of copies, in words beside each other.</summary>
public sealed class CopyTextTests
{
    private static readonly DateTimeOffset s_answered = new(2026, 7, 7, 10, 0, 0, TimeSpan.Zero);
    private static readonly DisplayFormatter s_shown = new(TestLocalizer.English, TimeProvider.System);

    public CopyTextTests() =>
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");

    [Fact]
    public void What_a_party_has_and_what_it_says_it_did_not_have_do_not_contradict_each_other()
    {
        TestLocalizer.English.Describe(new CopyCount(CopyStatus.Held, 1), s_shown).ShouldBe("Has 1 copy");
        Count(CopyState.NothingHeld, 1).ShouldStartWith("Said it did not have 1 copy, 7 July");
        Count(CopyState.NothingHeld, 2).ShouldStartWith("Said it did not have 2 copies, last 7 July");
    }

    [Fact]
    public void A_refusal_says_what_was_refused() =>
        TestLocalizer
            .English.Describe(new CopyStatus(CopyState.Refused, s_answered, null, null), s_shown)
            .ShouldStartWith("Refused to erase, 7 July");

    private static string Count(CopyState state, int copies) =>
        TestLocalizer.English.Describe(new CopyCount(new(state, s_answered, null, null), copies), s_shown);
}
