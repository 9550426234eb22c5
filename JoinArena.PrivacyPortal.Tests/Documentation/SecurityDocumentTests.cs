using System.Text.RegularExpressions;
using JoinArena.PrivacyPortal.Tests.Support;

namespace JoinArena.PrivacyPortal.Tests.Documentation;

/// <summary>The table of security requirements is whole, and names only what there is.</summary>
public sealed partial class SecurityDocumentTests
{
    private const string Document = "docs/security.md";

    private static readonly string[] s_verdicts = ["held", "not held", "does not apply"];

    /// <summary>The requirements of OWASP ASVS 5.0.0 of the levels 1 and 2, section by section.</summary>
    private static readonly string[] s_standard =
    [
        "1.1: 1-2; 1.2: 1-9; 1.3: 1-11; 1.4: 1-3; 1.5: 1-2",
        "2.1: 1-3; 2.2: 1-3; 2.3: 1-4; 2.4: 1",
        "3.2: 1-2; 3.3: 1-4; 3.4: 1-6; 3.5: 1-5; 3.7: 1-2",
        "4.1: 1-3; 4.2: 1; 4.3: 1-2; 4.4: 1-4",
        "5.1: 1; 5.2: 1-3; 5.3: 1-2; 5.4: 1-3",
        "6.1: 1-3; 6.2: 1-12; 6.3: 1-4; 6.4: 1-4; 6.5: 1-5; 6.6: 1-3; 6.8: 1-4",
        "7.1: 1-3; 7.2: 1-4; 7.3: 1-2; 7.4: 1-5; 7.5: 1-2; 7.6: 1-2",
        "8.1: 1-2; 8.2: 1-3; 8.3: 1; 8.4: 1",
        "9.1: 1-3; 9.2: 1-4",
        "10.1: 1-2; 10.2: 1-2; 10.3: 1-4; 10.4: 1-11; 10.5: 1-5; 10.6: 1-2; 10.7: 1-3",
        "11.1: 1-2; 11.2: 1-3; 11.3: 1-3; 11.4: 1-4; 11.5: 1; 11.6: 1",
        "12.1: 1-3; 12.2: 1-2; 12.3: 1-4",
        "13.1: 1; 13.2: 1-5; 13.3: 1-2; 13.4: 1-5",
        "14.1: 1-2; 14.2: 1-4; 14.3: 1-3",
        "15.1: 1-3; 15.2: 1-3; 15.3: 1-7",
        "16.1: 1; 16.2: 1-5; 16.3: 1-4; 16.4: 1-3; 16.5: 1-3",
        "17.1: 1; 17.2: 1-4; 17.3: 1-2",
    ];

    private static readonly string s_text = File.ReadAllText(Repository.GetPath(Document));

    private static readonly List<Row> s_rows =
    [
        .. Rows()
            .Matches(s_text)
            .Select(m => new Row(
                m.Groups["numbers"].Value.Split(", "),
                m.Groups["verdict"].Value,
                m.Groups["where"].Value
            )),
    ];

    [Fact]
    public void Each_requirement_of_the_levels_1_and_2_is_there_once_and_in_order() =>
        s_rows
            .SelectMany(r => r.Numbers)
            .ShouldBe(s_standard.SelectMany(chapter => chapter.Split("; ")).SelectMany(Expand));

    [Fact]
    public void Each_row_of_the_security_document_has_a_verdict_and_says_where_or_why()
    {
        s_rows.ShouldAllBe(r => s_verdicts.Contains(r.Verdict) && r.Where.Length > 4);

        // Lines of these tables that the pattern above does not see would be missed by every test.
        s_text.Split('\n').Count(line => NumberedLine().IsMatch(line)).ShouldBe(s_rows.Count);
    }

    [Fact]
    public void The_sums_at_the_top_are_those_of_the_table()
    {
        int Count(string verdict) => s_rows.Where(r => r.Verdict == verdict).Sum(r => r.Numbers.Length);

        s_text.ShouldContain(
            $"{s_rows.Sum(r => r.Numbers.Length)} requirements, of which {Count("held")} are held, "
                + $"{Count("not held")} are not, and {Count("does not apply")} do not apply"
        );
    }

    [Fact]
    public void The_tests_and_files_that_the_security_document_names_exist()
    {
        var files = Directory
            .EnumerateFiles(Repository.Root, "*.*", SearchOption.AllDirectories)
            .Where(file => !file.Split('/', '\\').Any(part => part is "bin" or "obj" or "node_modules"))
            .Select(Path.GetFileName)
            .ToHashSet(StringComparer.Ordinal);

        var named = s_rows.SelectMany(r => FileNames().Matches(r.Where)).Select(m => m.Groups["name"].Value).ToList();

        named.Count.ShouldBeGreaterThan(100);
        named.Where(name => !files.Contains(name)).Distinct().ShouldBeEmpty();
    }

    // "1.2: 1-3,5" stands for 1.2.1, 1.2.2, 1.2.3 and 1.2.5.
    private static IEnumerable<string> Expand(string section)
    {
        var (name, ranges) = section.Split(": ") is [var before, var after] ? (before, after) : (section, "");
        foreach (var range in ranges.Split(','))
        {
            var ends = range.Split('-').Select(int.Parse).ToArray();
            for (var number = ends[0]; number <= ends[^1]; number++)
                yield return $"{name}.{number}";
        }
    }

    [GeneratedRegex(
        @"^\| (?<numbers>\d+\.\d+\.\d+(, \d+\.\d+\.\d+)*) \| [^|]+ \| (?<verdict>[^|]+) \| (?<where>[^|]+) \|$",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Rows();

    [GeneratedRegex(@"^\|\s*\d+\.\d+", RegexOptions.None, 10_000)]
    private static partial Regex NumberedLine();

    [GeneratedRegex(@"`(?<name>[\w-]+\.(cs|razor|js|txt))`", RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex FileNames();

    private sealed record Row(string[] Numbers, string Verdict, string Where);
}
