using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using CsCheck;
using JoinArena.PrivacyPortal.Data.ReviewedFiles;
using JoinArena.PrivacyPortal.Policies;

namespace JoinArena.PrivacyPortal.Tests.Policies;

/// <summary>The text people accept is the text counsel gave, whatever way it is shown.</summary>
public sealed partial class PolicyTextTests
{
    private static readonly PolicyVersion Version = PolicyLibrary.Load(TemporaryPolicies.Shipped).Find("1.0")!;
    private static readonly PolicyText English = Version.Texts["en"];

    /// <summary>The original's sentences, from the copy of it that lies beside this test.</summary>
    internal static readonly IReadOnlyList<string> Original = Sentences(
        OriginalLines().Select(l => Marks().Replace(l, ""))
    );

    [Fact]
    public void The_file_without_its_Markdown_marks_is_the_original_sentence_by_sentence()
    {
        var lines = Encoding.UTF8.GetString(English.Bytes.Span).Split('\n').Where(l => l.Length > 0);

        Sentences(lines.Select(l => Marks().Replace(l, ""))).ShouldBe(Original);
    }

    [Fact]
    public void The_parts_of_a_page_are_the_original_word_for_word() =>
        string.Join(' ', English.Parts.Select(p => p.PlainText)).ShouldBe(string.Join(' ', Original));

    [Fact]
    public void The_text_in_one_piece_is_the_original_word_for_word() =>
        string.Join(
                ' ',
                Blocks()
                    .Replace(English.Html, " ")
                    .Replace("&amp;", "&", StringComparison.Ordinal)
                    .Replace("&quot;", "\"", StringComparison.Ordinal)
                    .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            )
            .ShouldBe(string.Join(' ', Original));

    [Fact]
    public void Every_clause_is_a_part_of_its_own_in_the_order_of_the_text()
    {
        English
            .Parts.Where(p => p.ClauseId is not null)
            .Select(p => p.ClauseId)
            .ShouldBe(Version.Clauses.Select(c => c.Id));
        Version
            .Clauses.Select(c => c.Id)
            .ShouldBe([
                "external-evaluation",
                "professional-photos",
                "model-improvement",
                "hiring-access",
                "external-sources",
                "agreement",
                "deletion",
                "retention",
            ]);
        English
            .Parts.Where(p => p.IsHeading)
            .Select(p => p.PlainText)
            .ShouldBe([
                "Privacy Policy & Terms of Service",
                "JoinArena’s Worker Privacy Policy",
                "Data Usage and Sharing",
            ]);
    }

    [Theory]
    [InlineData("hiring-access", "through JoinArena.")]
    [InlineData("external-sources", "maintain a profile.")]
    [InlineData("deletion", "applicable laws and regulations.")]
    public void A_clause_ends_where_the_next_begins_even_inside_a_paragraph(string clause, string ending) =>
        English.Parts.Single(p => p.ClauseId == clause).PlainText.ShouldEndWith(ending);

    [Fact]
    public void A_text_split_into_clauses_loses_and_moves_no_word() =>
        Gen.Select(Gen.OneOf("", "- ", "## ", "> "), Gen.Int[1, 4])
            .List[1, 8]
            .SelectMany(blocks => Gen.Bool.Array[32].Select(clauses => (blocks, clauses)))
            .Sample(sample =>
            {
                var (markdown, begins) = Document(sample.blocks, sample.clauses);
                var findings = new List<ReviewFinding>();

                var text = PolicyText.Parse(File(Encoding.UTF8.GetBytes(markdown)), "1.0", begins, findings);

                // A clause that begins in the middle of a quotation cannot be cut out of it, and is refused instead of
                // shown wrongly.
                if (findings.Exists(f => f.Problem.StartsWith("the text reads differently", StringComparison.Ordinal)))
                    return markdown.Contains("> ", StringComparison.Ordinal);
                findings.ShouldBeEmpty(markdown);
                var cut = text!.Parts.Where(p => p.ClauseId is not null).ToList();
                return text.PlainText == string.Join(' ', text.Parts.Select(p => p.PlainText))
                    && cut.Select(p => p.ClauseId).SequenceEqual(begins.Select(b => b.Id))
                    && cut.Zip(begins)
                        .All(p => p.First.PlainText.StartsWith(p.Second.Begins, StringComparison.Ordinal));
            });

    [Fact]
    public void A_text_that_is_not_UTF8_is_refused()
    {
        var findings = new List<ReviewFinding>();

        PolicyText.Parse(File([.. "# Title\n\nCaf"u8, 0xE9]), "1.0", [], findings).ShouldBeNull();
        findings.ShouldHaveSingleItem().ToString().ShouldBe("en.md:3: the file is not UTF-8: save it as UTF-8");
    }

    private static ReviewedFile File(byte[] bytes) => new("en.md", bytes, bytes.Length);

    private static (string Markdown, List<(string Id, string Begins)> Begins) Document(
        List<(string Mark, int Sentences)> blocks,
        bool[] clauses
    )
    {
        var markdown = new StringBuilder("# Title\n");
        var begins = new List<(string Id, string Begins)>();
        var n = 0;
        foreach (var (mark, sentences) in blocks)
        {
            markdown.Append(mark is "- " ? "\n" : "\n\n").Append(mark);
            for (var i = 0; i < sentences; i++, n++)
            {
                markdown
                    .Append(i > 0 ? " " : "")
                    .Append(CultureInfo.InvariantCulture, $"Sentence x{n}x is *here*, \"quoted\" & well.");
                if (clauses[n] && mark is not "## ")
                    begins.Add(($"c{n}", $"Sentence x{n}x"));
            }
        }

        return (markdown.Append('\n').ToString(), begins);
    }

    private static string[] OriginalLines()
    {
        using var reader = new StreamReader(
            typeof(PolicyTextTests).Assembly.GetManifestResourceStream("worker-privacy-1.0.txt")!
        );
        return reader.ReadToEnd().TrimEnd('\n').Split('\n');
    }

    private static List<string> Sentences(IEnumerable<string> lines) =>
        [.. lines.SelectMany(l => SentenceEnd().Split(l))];

    [GeneratedRegex(
        "^(#+|-) ",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 10_000
    )]
    private static partial Regex Marks();

    [GeneratedRegex("<[^>]*>", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Blocks();

    [GeneratedRegex("(?<=[.]) ", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex SentenceEnd();
}
