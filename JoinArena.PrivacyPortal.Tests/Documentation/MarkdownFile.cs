using System.Text.RegularExpressions;
using JoinArena.PrivacyPortal.Tests.Support;

namespace JoinArena.PrivacyPortal.Tests.Documentation;

/// <summary>A Markdown file of the repository, as far as the tests of the documentation look at it.</summary>
internal sealed partial class MarkdownFile
{
    private MarkdownFile(string path)
    {
        Path = path;
        Text = File.ReadAllText(Repository.GetPath(path));
        Blocks = [.. FindBlocks().Matches(Text).Select(CreateBlock)];
    }

    /// <summary>From the repository's root, with slashes.</summary>
    public string Path { get; }

    public string Text { get; }

    /// <summary>Its code blocks, in order.</summary>
    public IReadOnlyList<CodeBlock> Blocks { get; }

    /// <summary>Everything but its code blocks.</summary>
    public string Prose => FindBlocks().Replace(Text, "");

    /// <summary>Every Markdown file that explains something; legal texts are not among them.</summary>
    public static IReadOnlyList<MarkdownFile> ReadAll() =>
        [
            .. Directory
                .EnumerateFiles(Repository.Root, "*.md", SearchOption.AllDirectories)
                .Select(file => System.IO.Path.GetRelativePath(Repository.Root, file).Replace('\\', '/'))
                .Where(path =>
                    !path.Split('/').Any(part => part is "bin" or "obj" or "node_modules" or "worker-privacy")
                )
                .Order(StringComparer.Ordinal)
                .Select(path => new MarkdownFile(path)),
        ];

    /// <summary>The commands that a file says are run by the test of this name.</summary>
    public static string ReadCommands(string path, string test)
    {
        var blocks = new MarkdownFile(path).Blocks.Where(b => b.Test == test).Select(b => b.Code).ToList();
        blocks.ShouldNotBeEmpty($"{path} has no block with <!-- test: {test} -->");
        return string.Concat(blocks);
    }

    /// <summary>The anchors that its headings have on GitHub.</summary>
    public IEnumerable<string> FindAnchors() =>
        FindHeadings().Matches(Text).Select(m => ToAnchor(m.Groups["text"].Value));

    /// <summary>Where its links and pictures lead, as they are written.</summary>
    public IEnumerable<string> FindLinks() => FindLinkTargets().Matches(Prose).Select(m => m.Groups["target"].Value);

    /// <summary>The names of source files it mentions, such as <c>Sequencer.cs</c>, with folders where it gives them.</summary>
    public IEnumerable<string> FindFileNames() => FindNamedFiles().Matches(Prose).Select(m => m.Groups["name"].Value);

    private static CodeBlock CreateBlock(Match match) =>
        new(match.Groups["test"].Value, match.Groups["language"].Value, match.Groups["code"].Value);

    private static string ToAnchor(string heading) =>
        NotInAnchors().Replace(heading.ToLowerInvariant(), "").Replace(' ', '-');

    [GeneratedRegex(
        @"(<!-- test: (?<test>[a-z-]+) -->\n)?^```(?<language>[a-z]*)\n(?<code>.*?)^```$",
        RegexOptions.Singleline | RegexOptions.Multiline | RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex FindBlocks();

    [GeneratedRegex("^#+ (?<text>.+)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex FindHeadings();

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)", RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex FindLinkTargets();

    [GeneratedRegex(@"`(?<name>[\w./-]+\.(cs|razor|css|sh))`", RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex FindNamedFiles();

    [GeneratedRegex(@"[^\w\- ]", RegexOptions.None, 10_000)]
    private static partial Regex NotInAnchors();
}

/// <summary>One block of code.</summary>
/// <param name="Test">The test that runs it; empty where it names none.</param>
/// <param name="Language">As it is written after the fence.</param>
/// <param name="Code">Its lines.</param>
internal sealed record CodeBlock(string Test, string Language, string Code);
