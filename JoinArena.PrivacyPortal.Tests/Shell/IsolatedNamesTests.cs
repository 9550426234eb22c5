using JoinArena.PrivacyPortal.Shell.Localization;

namespace JoinArena.PrivacyPortal.Tests.Shell;

public sealed class IsolatedNamesTests
{
    [Theory]
    [InlineData("Parley AI")]
    [InlineData("Łódź 工作 😀 👩‍👩‍👧")]
    public void A_name_that_turns_nothing_stays_as_it_is(string name) => name.Isolated().ShouldBe(name);

    [Theory]
    [InlineData("شركة المقابلات", "\u2068شركة المقابلات\u2069")]
    [InlineData("abc\u202Edcb", "\u2068abc\u202Edcb\u2069")]
    // What would end the isolation early is left out.
    [InlineData("abc\u2069\u202Edcb", "\u2068abc\u202Edcb\u2069")]
    public void A_name_that_would_turn_the_words_beside_it_is_kept_to_itself(string name, string isolated) => name.Isolated().ShouldBe(isolated);
}
