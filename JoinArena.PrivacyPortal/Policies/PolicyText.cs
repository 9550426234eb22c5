using System.Security.Cryptography;
using System.Text;

namespace JoinArena.PrivacyPortal.Policies;

/// <summary>A version's text in one language: its exact bytes, and what pages show of it.</summary>
public sealed class PolicyText
{
    private readonly byte[] _bytes;

    private PolicyText(string language, byte[] bytes, string markdown, IReadOnlyList<PolicyPart> parts)
    {
        (Language, _bytes, Parts) = (language, bytes, parts);
        var document = PolicyMarkdown.Parse(markdown);
        Sha256 = Convert.ToHexStringLower(SHA256.HashData(bytes));
        Html = PolicyMarkdown.ToHtml(document, deeper: 1);
        Words = PolicyMarkdown.ToWords(document);
    }

    /// <summary>The language's tag: <c>en</c>.</summary>
    public string Language { get; }

    /// <summary>The file as published, which the hash is of.</summary>
    public ReadOnlyMemory<byte> Bytes => _bytes;

    /// <summary>SHA-256 of <see cref="Bytes"/>, in lower-case hex.</summary>
    public string Sha256 { get; }

    /// <summary>The text's own title.</summary>
    public string Title => Parts[0].Words;

    /// <summary>The whole text in one piece, its title a heading of the second level.</summary>
    public string Html { get; }

    /// <summary>The whole text's words, without marks.</summary>
    public string Words { get; }

    /// <summary>The text in pieces, in order and without gaps: the title, headings, clauses, and what stands before the first clause.</summary>
    public IReadOnlyList<PolicyPart> Parts { get; }

    /// <summary>
    /// Reads a text and finds its clauses: <paramref name="begins"/> holds their opening words in this language, by clause id, in the order
    /// of the text.
    /// </summary>
    /// <returns>The text, or null where <paramref name="findings"/> got a reason why not.</returns>
    public static PolicyText? Read(string file, string language, byte[] bytes, IReadOnlyList<(string Id, string Begins)> begins, ICollection<Finding> findings)
    {
        if (!TryDecode(bytes, out var markdown))
        {
            findings.Add(new Finding(file, 1, "the text is not UTF-8 without a byte order mark", "save it as UTF-8"));
            return null;
        }

        var before = findings.Count;
        foreach (var (line, what) in PolicyMarkdown.Refused(markdown)) findings.Add(new Finding(file, line, $"the text holds {what}", "write it in Markdown, with links to https:, http: or mailto: only"));
        var parts = PolicyParts.Of(file, markdown, begins, findings);
        return findings.Count == before ? new PolicyText(language, bytes, markdown, parts) : null;
    }

    private static bool TryDecode(byte[] bytes, out string text)
    {
        text = "";
        if (bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble)) return false;
        try
        {
            text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes);
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }
}

/// <summary>A piece of a text.</summary>
/// <param name="ClauseId">The clause it is, or null.</param>
/// <param name="IsHeading">Whether it is one of the text's own headings.</param>
/// <param name="Html">The piece as HTML: block elements, or of a heading what stands in it.</param>
/// <param name="Words">Its words, without marks.</param>
public sealed record PolicyPart(string? ClauseId, bool IsHeading, string Html, string Words);
