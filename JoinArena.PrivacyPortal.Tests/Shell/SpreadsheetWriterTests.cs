using System.Text;
using CsCheck;
using JoinArena.PrivacyPortal.Shell;

namespace JoinArena.PrivacyPortal.Tests.Shell;

/// <summary>Tables for spreadsheets, with texts that come from outside.</summary>
public sealed class SpreadsheetWriterTests
{
    private static readonly Gen<string> s_texts = Gen.OneOf(
            "=",
            "＝",
            "+",
            "@",
            "-",
            ";",
            "\t",
            "\n",
            "\r",
            " ",
            "\u200B",
            "\"",
            ",",
            "SUM(A1)",
            "x"
        )
        .List[0, 8]
        .Select(string.Concat);

    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("＝1+1", "'＝1+1")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("-2+3", "'-2+3")]
    [InlineData("  =1", "  '=1")]
    [InlineData("\n=1", "\n'=1")]
    [InlineData("Example;=1", "Example;'=1")]
    [InlineData("two\nlines", "two\nlines")]
    [InlineData("a=b; c-d", "a=b; c-d")]
    [InlineData("Example GmbH", "Example GmbH")]
    [InlineData("", "")]
    public void A_text_that_a_spreadsheet_would_run_is_shown_as_text(string text, string written) =>
        SpreadsheetWriter.Disarm(text).ShouldBe(written);

    [Fact]
    public void No_cell_begins_with_a_formula_whichever_separator_the_spreadsheet_uses() =>
        s_texts.Sample(text =>
            SpreadsheetWriter
                .Disarm(text)
                .Split(';', '\t', '\r', '\n')
                .Select(cell => cell.TrimStart(' ', '\u200B'))
                .All(cell => cell.Length == 0 || !"=＝+@-".Contains(cell[0], StringComparison.Ordinal))
        );

    [Fact]
    public async Task Every_cell_of_a_spreadsheet_is_quoted()
    {
        using var file = new MemoryStream();
        await using (var table = new SpreadsheetWriter(file))
        {
            await table.WriteRowAsync(["name", "note"], default);
            await table.WriteRowAsync(["Ana \"Nana\" Lopes", null], default);
        }

        Encoding
            .UTF8.GetString(file.ToArray())
            .ShouldBe("\uFEFF\"name\",\"note\"\r\n\"Ana \"\"Nana\"\" Lopes\",\"\"\r\n");
    }
}
