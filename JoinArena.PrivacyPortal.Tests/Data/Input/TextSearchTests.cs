using JoinArena.PrivacyPortal.Data.Input;

namespace JoinArena.PrivacyPortal.Tests.Data.Input;

/// <summary>The conditions of a search; the tests of each page's search ask both databases.</summary>
public sealed class TextSearchTests
{
    private static readonly Row[] s_rows =
    [
        new("a", "Öltank", "old"),
        new("b", "Bank", "Old ÖL"),
        new("c", "Desk", ""),
    ];

    [Theory]
    [InlineData("öl", "ab")]
    [InlineData("ÖL", "ab")]
    [InlineData("DESK", "c")]
    [InlineData("nothing", "")]
    public void A_text_is_found_in_each_column_in_either_case(string text, string found) =>
        Find(TextSearch.Contains<Row>(text, r => r.Name, r => r.Note)).ShouldBe(found);

    [Fact]
    public void Another_condition_finds_what_the_search_does_not() =>
        Find(TextSearch.Contains<Row>("desk", r => r.Name).Or(row => row.Id == "b")).ShouldBe("bc");

    private static string Find(System.Linq.Expressions.Expression<Func<Row, bool>> condition) =>
        string.Concat(s_rows.AsQueryable().Where(condition).Select(r => r.Id));

    private sealed record Row(string Id, string Name, string Note);
}
