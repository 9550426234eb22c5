using System.Security.Cryptography;
using JoinArena.PrivacyPortal.Data.ReviewedFiles;
using JoinArena.PrivacyPortal.Policies.Loading;

namespace JoinArena.PrivacyPortal.Policies;

/// <summary>The text of a version in one language: its exact bytes, and its HTML for pages.</summary>
public sealed class PolicyText
{
    private readonly byte[] _bytes;

    private PolicyText(ReviewedFile file, string version, string markdown, IReadOnlyList<PolicyPart> parts)
    {
        FilePath = file.Path;
        Language = Path.GetFileNameWithoutExtension(file.Path);
        _bytes = file.Bytes!;
        Parts = parts;
        var document = PolicyMarkdown.Parse(markdown);
        // The hash is of the file only, so it does not depend on how the text is split or rendered.
        Sha256 = Convert.ToHexStringLower(SHA256.HashData(_bytes));
        PlainText = PolicyMarkdown.ToPlainText(document);
        Links = [.. PolicyMarkdown.FindPolicyLinks(document)];
        Html = PolicyMarkdown.ToHtml(PolicyMarkdown.PointAnchorsToVersionPage(document, version), deeper: 1);
    }

    /// <summary>The language's tag: <c>en</c>.</summary>
    public string Language { get; }

    /// <summary>The bytes of the published file. The hash is of these.</summary>
    public ReadOnlyMemory<byte> Bytes => _bytes;

    /// <summary>SHA-256 of <see cref="Bytes"/>, in lower-case hex.</summary>
    public string Sha256 { get; }

    /// <summary>The title of the text.</summary>
    public string Title => Parts[0].PlainText;

    /// <summary>The whole text as HTML, with the title as a second-level heading.</summary>
    public string Html { get; }

    /// <summary>The whole text without formatting.</summary>
    public string PlainText { get; }

    /// <summary>
    /// The text in parts, in order and without gaps: the title, headings, clauses, and the text before the first
    /// clause.
    /// </summary>
    public IReadOnlyList<PolicyPart> Parts { get; }

    /// <summary>The path of the file.</summary>
    internal string FilePath { get; }

    /// <summary>Its links to clauses and versions, with their lines.</summary>
    internal IReadOnlyList<(int Line, string Url)> Links { get; }

    /// <summary>
    /// Reads a text of <paramref name="version"/> and finds its clauses. The file is named by its language.
    /// <paramref name="begins"/> has the opening words of each clause in this language, in the order of the text.
    /// </summary>
    /// <returns>The text, or null if something is wrong, which is then in <paramref name="findings"/>.</returns>
    public static PolicyText? Parse(
        ReviewedFile file,
        string version,
        IReadOnlyList<(string Id, string Begins)> begins,
        ICollection<ReviewFinding> findings
    )
    {
        var before = findings.Count;
        if (file.ReadText(findings) is not { } markdown || !PolicyTextCheck.Run(file.Path, markdown, findings))
            return null;
        var parts = PolicyTextParser.Parse(file.Path, markdown, begins, findings);
        return findings.Count == before ? new PolicyText(file, version, markdown, parts) : null;
    }
}
