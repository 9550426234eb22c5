using System.Text.RegularExpressions;
using JoinArena.PrivacyPortal.Tests.Support;

namespace JoinArena.PrivacyPortal.Tests;

/// <summary>How the sources are laid out: what a reader may rely on without looking.</summary>
public sealed partial class SourceFileTests
{
    private const string Product = "JoinArena.PrivacyPortal";
    private const string Tests = "JoinArena.PrivacyPortal.Tests";

    private static readonly string[] s_projects = [Product, Tests, "JoinArena.PrivacyPortal.Benchmarks", "wwwroot"];

    [Fact]
    public void A_namespace_is_a_folder()
    {
        var astray =
            from file in FilesIn(Product, ".cs")
            let folder = Path.GetDirectoryName(file)!
            where folder != Product
            let declared = ReadLines(file)
                .FirstOrDefault(line => line.StartsWith("namespace ", StringComparison.Ordinal))
            where declared is not null && declared != $"namespace {folder.Replace('/', '.')};"
            select $"{file}: {declared}";
        astray.ShouldBeEmpty();
    }

    [Fact]
    public void No_file_grows_past_250_lines() =>
        FilesIn(Product, ".cs")
            .Select(file => (File: file, Lines: ReadLines(file).Length))
            .Where(f => f.Lines > 250)
            .ShouldBeEmpty("part it by what it does");

    [Fact]
    public void A_file_of_tests_past_250_lines_says_at_its_top_why_it_is_one_file() =>
        FilesIn(Tests, ".cs")
            .Select(file => (File: file, Lines: ReadLines(file)))
            .Where(f => f.Lines.Length > 250 && !f.Lines[0].StartsWith("// One file: ", StringComparison.Ordinal))
            .Select(f => $"{f.File}: {f.Lines.Length}")
            .ShouldBeEmpty("part it by subject");

    [Fact]
    public void A_line_has_at_most_140_columns_and_is_rarely_over_120()
    {
        var lines = (
            from project in s_projects
            from file in FilesIn(project, ".cs", ".razor", ".css", ".js")
            from line in ReadLines(file).Select((text, index) => (Text: text, Number: index + 1))
            select (Place: $"{file}:{line.Number}", Columns: line.Text.Length)
        ).ToList();

        lines.Count.ShouldBeGreaterThan(50_000);
        lines.Where(line => line.Columns > 140).Select(line => $"{line.Place} ({line.Columns})").ShouldBeEmpty();
        (lines.Count(line => line.Columns > 120) * 100.0 / lines.Count).ShouldBeLessThan(2.5);
    }

    [Fact]
    public void Everything_of_a_topic_lies_side_by_side()
    {
        // The components that every slice uses are the topic of Shell/Components.
        var byKind =
            from file in FilesIn(Product, ".cs", ".razor")
            let folder = Path.GetDirectoryName(file)!
            where folder != $"{Product}/Shell/Components"
            where folder.Split('/').Any(part => part is "Pages" or "Components")
            select folder;
        byKind
            .Distinct(StringComparer.Ordinal)
            .ShouldBeEmpty("put a page beside the service and the parts it is made of");
    }

    [Fact]
    public void A_folder_has_at_most_25_files()
    {
        var crowded =
            from file in FilesIn(Product, ".cs", ".razor", ".css", ".js", ".md")
            group file by Path.GetDirectoryName(file)! into folder
            where folder.Count() > 25
            select $"{folder.Key}: {folder.Count()}";
        crowded.ShouldBeEmpty("cut it by what people do there");
    }

    [Fact]
    public void A_test_that_finds_something_by_its_class_says_why()
    {
        const int Before = 4;
        var unexplained =
            from file in FilesIn(Tests, ".cs", ".razor")
            let lines = ReadLines(file)
            from number in Enumerable.Range(0, lines.Length)
            where FindingByClass.IsMatch(lines[number])
            where !lines[Math.Max(0, number - Before)..number].Any(IsReason)
            select $"{file}:{number + 1}";
        unexplained.ShouldBeEmpty("find it by role, label, heading or text, or say above it: \"By class: …\"");

        static bool IsReason(string line) => line.TrimStart().StartsWith("// By class", StringComparison.Ordinal);
    }

    /// <summary>Paths from the root of the repository, with slashes; neither generated nor another's.</summary>
    private static IEnumerable<string> FilesIn(string project, params string[] extensions) =>
        from file in Directory.EnumerateFiles(Repository.GetPath(project), "*", SearchOption.AllDirectories)
        let path = Path.GetRelativePath(Repository.Root, file).Replace('\\', '/')
        where extensions.Contains(Path.GetExtension(path), StringComparer.Ordinal)
        where !path.Contains(".min.", StringComparison.Ordinal)
        where !path.Split('/').Any(part => part is "bin" or "obj" or "Migrations" or "node_modules" or "App_Data")
        select path;

    private static string[] ReadLines(string path) => File.ReadAllLines(Repository.GetPath(path));

    [GeneratedRegex(
        """(QuerySelector(All)?|Find(All)?|Locator|Closest|Matches)(<\w+>)?\(\$?"([^"]*[^"0-9])?\.[a-z]""",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex FindingByClass { get; }
}
