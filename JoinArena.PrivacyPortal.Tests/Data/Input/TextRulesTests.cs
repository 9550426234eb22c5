using System.Text.RegularExpressions;
using JoinArena.PrivacyPortal.Data.Input;

namespace JoinArena.PrivacyPortal.Tests.Data.Input;

public sealed class TextRulesTests
{
    [Theory]
    [InlineData("Ana Lopes")]
    [InlineData("José Ñandú 王小明")]
    [InlineData("\U0001F469\u200D\U0001F4BB")]
    // Persian and Hebrew names are written with these marks.
    [InlineData("\u0645\u06CC\u200C\u062E\u0648\u0627\u0647\u0645")]
    [InlineData("\u05D0\u200E1")]
    public void A_name_in_any_script_is_taken(string name)
    {
        TextRules.FindFault(name).ShouldBeNull();
        TextRules.ToOneLine(name).ShouldBe(name);
    }

    [Theory]
    [InlineData("a\0b", "U+0000")]
    [InlineData("a\tb", "U+0009")]
    [InlineData("a\r\nb", "U+000D")]
    [InlineData("a\u0085b", "U+0085")]
    [InlineData("a\u2028b", "U+2028")]
    [InlineData("a\u007Fb", "U+007F")]
    [InlineData("a\u202Ab", "U+202A")]
    [InlineData("a\u202Eb", "U+202E")]
    [InlineData("a\u2066b", "U+2066")]
    [InlineData("a\u2069b", "U+2069")]
    // Escaped, because an attribute cannot hold half a character.
    [InlineData(@"a\uD83Db", "unpaired surrogate")]
    [InlineData(@"a\uDE00b", "unpaired surrogate")]
    public void A_character_that_breaks_a_name_is_named_and_is_a_space_where_it_was_stored_already(
        string escaped,
        string fault
    )
    {
        var name = Regex.Unescape(escaped);
        TextRules.FindFault(name).ShouldNotBeNull().ShouldContain(fault);
        TextRules.FindFault(TextRules.ToOneLine(name)).ShouldBeNull();
        TextRules.ToOneLine(name).ShouldStartWith("a");
        TextRules.ToOneLine(name).ShouldEndWith("b");
    }

    [Fact]
    public void Half_of_a_character_at_the_end_of_a_text_is_named() =>
        TextRules.FindFault("a" + '\uD83D').ShouldBe(TextRules.UnpairedSurrogate);

    [Fact]
    public void A_stored_name_keeps_its_words_apart_and_one_without_a_fault_stays_as_it_is()
    {
        TextRules.ToOneLine("Ana\tLopes\n").ShouldBe("Ana Lopes");
        TextRules.ToOneLine(" Ana Lopes ").ShouldBe(" Ana Lopes ");
    }

    [Theory]
    [InlineData("one\r\n\ttwo", true)]
    [InlineData("one\0two", false)]
    [InlineData("one\u001Btwo", false)]
    [InlineData("one\u202Etwo", false)]
    public void A_note_may_have_lines_and_nothing_else_that_is_invisible(string note, bool isTaken) =>
        (TextRules.FindFault(note, allowsLines: true) is null).ShouldBe(isTaken);
}
