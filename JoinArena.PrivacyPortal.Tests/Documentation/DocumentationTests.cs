using System.Text.RegularExpressions;
using JoinArena.PrivacyPortal.Tests.Support;

namespace JoinArena.PrivacyPortal.Tests.Documentation;

/// <summary>What the documentation says of the repository is so. The commands in it have tests of their own.</summary>
public sealed partial class DocumentationTests
{
    [Fact]
    public void Every_link_leads_to_a_file_and_to_a_heading_in_it()
    {
        var files = MarkdownFile.ReadAll();
        var broken =
            from file in files
            from link in file.FindLinks()
            where !link.Contains("://", StringComparison.Ordinal) && !link.StartsWith('/')
            where !LeadsSomewhere(file, link, files)
            select $"{file.Path}: {link}";

        broken.ShouldBeEmpty();
    }

    [Fact]
    public void Every_source_file_that_is_named_exists()
    {
        var sources = ListSources();
        var unknown =
            from file in MarkdownFile.ReadAll()
            from name in file.FindFileNames()
            let ending = "/"
                + name.Split('/', StringSplitOptions.RemoveEmptyEntries).Where(p => p != "..").JoinBySlash()
            where !sources.Any(source => ("/" + source).EndsWith(ending, StringComparison.Ordinal))
            select $"{file.Path}: {name}";

        unknown.ShouldBeEmpty("a file was renamed or split; the documentation still has its old name");
    }

    [Fact]
    public void Every_shell_block_names_the_test_that_runs_it()
    {
        var tests = string.Concat(
            Directory
                .EnumerateFiles(Repository.GetPath("JoinArena.PrivacyPortal.Tests", "Documentation"), "*.cs")
                .Select(File.ReadAllText)
        );
        var untested =
            from file in MarkdownFile.ReadAll()
            from block in file.Blocks
            where block.Language is "sh" || block.Test.Length > 0
            where !ReadsCommands(file.Path, block.Test).IsMatch(tests)
            select $"{file.Path}: {(block.Test.Length > 0 ? $"no test reads '{block.Test}'" : block.Code)}";

        untested.ShouldBeEmpty();
    }

    [Fact]
    public void A_block_without_a_language_holds_no_command()
    {
        var blocks =
            from file in MarkdownFile.ReadAll()
            from block in file.Blocks
            where block.Language.Length == 0 && CommandLines().IsMatch(block.Code)
            select $"{file.Path}: {block.Code}";

        blocks.ShouldBeEmpty("mark it as sh, and name the test that runs it");
    }

    [Fact]
    public void The_readme_can_be_read_at_once()
    {
        File.ReadLines(Repository.GetPath("README.md")).Count().ShouldBeLessThan(120);
    }

    [Fact]
    public void Every_setting_is_documented_and_every_documented_setting_is_read()
    {
        var read = ListSources()
            .Where(s => s.StartsWith("JoinArena.PrivacyPortal/", StringComparison.Ordinal))
            .Where(s => s.EndsWith(".cs", StringComparison.Ordinal))
            // It names them all, whether they are read or not.
            .Where(s => !s.EndsWith("/SettingCatalog.cs", StringComparison.Ordinal))
            .SelectMany(s => SettingsInCode().Matches(File.ReadAllText(Repository.GetPath(s))))
            .Select(m => m.Value.Replace(":", "__", StringComparison.Ordinal))
            .ToHashSet(StringComparer.Ordinal);
        var documented = SettingsInProse()
            .Matches(File.ReadAllText(Repository.GetPath("docs/operations.md")))
            .Select(m => m.Value)
            .ToHashSet(StringComparer.Ordinal);

        read.Where(r => !documented.Any(d => d.StartsWith(r, StringComparison.Ordinal)))
            .ShouldBeEmpty("not documented");
        documented.Where(d => !read.Any(r => d.StartsWith(r, StringComparison.Ordinal))).ShouldBeEmpty("not read");
    }

    [Fact]
    public void Every_background_job_is_listed_with_its_interval()
    {
        var registered = ListSources()
            .Where(s => s.EndsWith("Setup.cs", StringComparison.Ordinal))
            .SelectMany(s => RegisteredJobs().Matches(File.ReadAllText(Repository.GetPath(s))))
            .Select(m => (m.Groups["job"].Value, $"{m.Groups["count"].Value} {ToUnit(m.Groups["unit"].Value)}"))
            .Order()
            .ToList();
        var listed = ListedJobs()
            .Matches(File.ReadAllText(Repository.GetPath("docs/operations.md")))
            .Select(m => (m.Groups["job"].Value, m.Groups["every"].Value))
            .Order()
            .ToList();

        listed.ShouldBe(registered);
    }

    private static string ToUnit(string unit) =>
        unit switch
        {
            "Seconds" => "s",
            "Minutes" => "min",
            _ => unit,
        };

    private static bool LeadsSomewhere(MarkdownFile from, string link, IReadOnlyList<MarkdownFile> files)
    {
        var (path, anchor) = link.Split('#') is [var before, var after] ? (before, after) : (link, "");
        var folder = Path.GetDirectoryName(Repository.GetPath(from.Path))!;
        var target = path.Length == 0 ? Repository.GetPath(from.Path) : Path.GetFullPath(Path.Combine(folder, path));
        if (!Path.Exists(target))
            return false;
        return anchor.Length == 0
            || files.Any(f =>
                Repository.GetPath(f.Path) == target && f.FindAnchors().Contains(anchor, StringComparer.Ordinal)
            );
    }

    private static List<string> ListSources() =>
        [
            .. Directory
                .EnumerateFiles(Repository.Root, "*", SearchOption.AllDirectories)
                .Select(file => Path.GetRelativePath(Repository.Root, file).Replace('\\', '/'))
                .Where(path => !path.Split('/').Any(part => part is ".git" or "bin" or "obj" or "App_Data")),
        ];

    private static Regex ReadsCommands(string path, string test) =>
        new(
            $@"ReadCommands\(\s*""{Regex.Escape(path)}"",\s*""{Regex.Escape(test)}""\s*\)",
            RegexOptions.None,
            TimeSpan.FromSeconds(1)
        );

    [GeneratedRegex(
        @"^\s*(dotnet|bash|curl|\./JoinArena|cd|git|openssl|GO111MODULE)",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex CommandLines();

    [GeneratedRegex(@"\bPortal(:|__)[A-Z]\w+((:|__)[A-Z]\w+)*", RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex SettingsInCode();

    [GeneratedRegex(@"\bPortal__[A-Z]\w+", RegexOptions.None, 10_000)]
    private static partial Regex SettingsInProse();

    [GeneratedRegex(
        @"AddBackgroundJob<(?<job>\w+)>\(every: TimeSpan\.From(?<unit>\w+)\((?<count>\d+)\)\)",
        RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex RegisteredJobs();

    [GeneratedRegex(
        @"^\| `(?<job>\w+Job)` \| (?<every>\d+ \w+) \|",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex ListedJobs();
}

file static class PathExtensions
{
    public static string JoinBySlash(this IEnumerable<string> parts) => string.Join('/', parts);
}
