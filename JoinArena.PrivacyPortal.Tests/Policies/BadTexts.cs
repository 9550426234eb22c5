using System.Text;
using static JoinArena.PrivacyPortal.Tests.Policies.BadPolicy;

namespace JoinArena.PrivacyPortal.Tests.Policies;

/// <summary>Mistakes in a text: what it says, where it links, what its bytes are.</summary>
internal static class BadTexts
{
    private const string Images = "data: [interview-image]";

    private static readonly string s_giant =
        "| a | b |\n|---|---|\n" + string.Concat(Enumerable.Repeat("| cell | cell |\n", 12_000));

    public static IEnumerable<BadPolicy> Texts =>
        [
            InText("no title", "# Privacy Policy", "Privacy Policy", 1, "does not start with its title"),
            AsText("nothing", _ => [], 1, "does not start with its title"),
            InText("a title without words", "# Privacy Policy & Terms of Service", "#", 1, "an empty heading"),
            AfterText("a second title", "# Another", "a second title"),
            AfterText("a script", "<script>alert(1)</script>", "raw HTML"),
            InText("HTML in a sentence", "At JoinArena, we", "At <b onclick=alert(1)>JoinArena</b>, we", 5, "raw HTML"),
            AfterText("an image", "![seal](https://example.com/seal.png)", "an image"),
            AfterText("a table", "| who | what |\n|---|---|\n| us | all |", "a table"),
            AfterText("a giant table", s_giant, "too long"),
            AfterText("a code block", "```\ncode\n```", "a code block"),
            AfterText("a paragraph pushed in too far", "    Data may be kept.", "a code block"),
            AfterText("a paragraph without end", new string('x', 9_000), "too long"),
            AfterText("quotations in quotations", new string('>', 5_000) + " deep", "nested too deeply"),
            AfterText("brackets that nobody closes", new string('[', 5_000), "nested too deeply"),
            InText(
                "a clause that is not there",
                "Images from the Worker's interview may",
                "Pictures may",
                1,
                "clause 'professional-photos' is not in the text"
            ),
            InText(
                "a clause that is there twice",
                "for evaluation purposes.",
                "for evaluation purposes. Images from the Worker's interview too.",
                9,
                "clause 'professional-photos' could start in two places"
            ),
            InYaml(
                "clauses in another order than the text",
                "begins: Occasionally, JoinArena may also surface",
                "begins: Images from the",
                64,
                ""
            ) with
            {
                File = "worker-privacy/1.0/en.md",
                Line = 10,
                Says = "clause 'external-sources' comes before the clause that is listed before it",
            },
            InText(
                "a clause that begins inside emphasis",
                "Images from the Worker's interview may be",
                "*So: Images from the Worker's interview* may be",
                1,
                "reads differently when split"
            ),
        ];

    public static IEnumerable<BadPolicy> Links =>
        [
            AfterText("a link that runs", "[x](javascript:alert(1))", "a link to 'javascript:alert(1)'"),
            AfterText(
                "a link that runs, disguised",
                "[x](&#74;avaScript&colon;alert(1))",
                "a link to 'JavaScript:alert(1)'"
            ),
            AfterText("a link that runs, in brackets", "<javascript:alert(1)>", "a link to 'javascript:alert(1)'"),
            AfterText("a link that runs, by reference", "[x][r]\n\n[r]: vbscript:x", "a link to 'vbscript:x'"),
            AfterText(
                "a link that is a page itself",
                "[x](data:text/html;base64,PHNjcmlwdD4=)",
                "a link to 'data:text/html;base64,PHNjcmlwdD4='"
            ),
            AfterText("a link into the portal", "[x](/account/login)", "a link to '/account/login'"),
            AfterText(
                "a link to another host's page of the same scheme",
                "[x](//evil.example)",
                "a link to '//evil.example'"
            ),
            AfterText("a link to a clause there is not", "[x](#selfies)", "the link '#selfies' leads nowhere"),
            AfterText("a link to a version there is not", "[x](/policy/7.0)", "the link '/policy/7.0' leads nowhere"),
            AfterText(
                "a link to a clause another version has not",
                "[x](/policy/1.0#selfies)",
                "the link '/policy/1.0#selfies' leads nowhere"
            ),
        ];

    public static IEnumerable<BadPolicy> Bytes =>
        [
            AsText(
                "five megabytes",
                text => [.. text, .. Encoding.ASCII.GetBytes(new string('x', 5 << 20))],
                1,
                "too large (5122 KiB)"
            ),
            AsText("a byte order mark", text => [0xEF, 0xBB, 0xBF, .. text], 1, "byte order mark"),
            AsText(
                "UTF-16",
                text => [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(Encoding.UTF8.GetString(text))],
                1,
                "not UTF-8"
            ),
            AsText("a broken letter", text => [.. text, 0xC3], 15, "not UTF-8"),
            AsText("a letter in a spelling that hides it", text => [.. text, 0xC0, 0xAF], 15, "not UTF-8"),
            AsText(
                "line ends of Windows",
                text =>
                    Encoding.UTF8.GetBytes(
                        Encoding.UTF8.GetString(text).Replace("\n", "\r\n", StringComparison.Ordinal)
                    ),
                1,
                "has a Windows line ending"
            ),
            AsText("a NUL", text => [.. text, 0], 15, "invisible character U+0000"),
            InText(
                "letters that turn round",
                "we are committed",
                "we are \u202Enot\u202C committed",
                5,
                "invisible character U+202E"
            ),
            InText(
                "a blank of no width",
                "we are committed",
                "we are com\u200Bmitted",
                5,
                "invisible character U+200B"
            ),
        ];
}
