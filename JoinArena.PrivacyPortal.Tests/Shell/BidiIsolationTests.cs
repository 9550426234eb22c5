using JoinArena.PrivacyPortal.Shell.Localization;

namespace JoinArena.PrivacyPortal.Tests.Shell;

public sealed class BidiIsolationTests
{
    [Theory]
    [InlineData("Parley AI")]
    [InlineData("Łódź 工作 😀 👩‍👩‍👧")]
    public void A_name_that_does_not_change_the_direction_stays_as_it_is(string name) =>
        name.IsolateBidi().ShouldBe(name);

    [Theory]
    [InlineData("شركة المقابلات", "\u2068شركة المقابلات\u2069")]
    [InlineData("abc\u202Edcb", "\u2068abc\u202Edcb\u2069")]
    // What would end the isolation early is left out.
    [InlineData("abc\u2069\u202Edcb", "\u2068abc\u202Edcb\u2069")]
    public void A_name_that_would_change_the_direction_of_the_text_beside_it_is_isolated(
        string name,
        string isolated
    ) => name.IsolateBidi().ShouldBe(isolated);
}
