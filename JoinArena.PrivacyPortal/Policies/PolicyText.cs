using System.Security.Cryptography;
using JoinArena.PrivacyPortal.Data.ReviewedFiles;
using JoinArena.PrivacyPortal.Policies.Loading;

namespace JoinArena.PrivacyPortal.Policies;

/// <summary>A version's text in one language: its exact bytes, and what pages show of it.</summary>
public sealed class PolicyText
{
    private readonly byte[] _bytes;

    private PolicyText(ReviewedFile file, string version, string markdown, IReadOnlyList<PolicyPart> parts)
    {
        (FilePath, Language, _bytes, Parts) = (
            file.Path,
            Path.GetFileNameWithoutExtension(file.Path),
            file.Bytes!,
            parts
        );
        var document = PolicyMarkdown.Parse(markdown);
        // Of the file alone: however the text is cut, rendered or explained, it stays the text people accepted.
        Sha256 = Convert.ToHexStringLower(SHA256.HashData(_bytes));
        PlainText = PolicyMarkdown.ToPlainText(document);
        Links = [.. PolicyMarkdown.FindPolicyLinks(document)];
        Html = PolicyMarkdown.ToHtml(PolicyMarkdown.PointAnchorsToVersionPage(document, version), deeper: 1);
    }

    /// <summary>The language's tag: <c>en</c>.</summary>
    public string Language { get; }

    /// <summary>The file as published, which the hash is of.</summary>
    public ReadOnlyMemory<byte> Bytes => _bytes;

    /// <summary>SHA-256 of <see cref="Bytes"/>, in lower-case hex.</summary>
    public string Sha256 { get; }

    /// <summary>The text's own title.</summary>
    public string Title => Parts[0].PlainText;

    /// <summary>The whole text in one piece, its title a heading of the second level.</summary>
    public string Html { get; }

    /// <summary>The whole text's words, without marks.</summary>
    public string PlainText { get; }

    /// <summary>
    /// The text in pieces, in order and without gaps: the title, headings, clauses, and what stands before the first
    /// clause.
    /// </summary>
    public IReadOnlyList<PolicyPart> Parts { get; }

    /// <summary>Where it was read.</summary>
    internal string FilePath { get; }

    /// <summary>Its links to clauses and versions, with their lines.</summary>
    internal IReadOnlyList<(int Line, string Url)> Links { get; }

    /// <summary>
    /// Reads a text of <paramref name="version"/>, in the language its file is named by, and finds its clauses:
    /// <paramref name="begins"/> holds their
    /// opening words in this language, by clause id, in the order of the text.
    /// </summary>
    /// <returns>The text, or null where <paramref name="findings"/> got a reason why not.</returns>
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

/// <summary>A piece of a text.</summary>
/// <param name="ClauseId">The clause it is, or null.</param>
/// <param name="IsHeading">Whether it is one of the text's own headings.</param>
/// <param name="Html">The piece as HTML: block elements, or of a heading what stands in it.</param>
/// <param name="PlainText">Its words, without marks.</param>
public sealed record PolicyPart(string? ClauseId, bool IsHeading, string Html, string PlainText);
