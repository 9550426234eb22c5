using System.Text;
using System.Text.RegularExpressions;
using JoinArena.PrivacyPortal.Data.ReviewedFiles;
using JoinArena.PrivacyPortal.Policies.Loading;

namespace JoinArena.PrivacyPortal.Policies.Publishing;

/// <summary>The lock file: the hash of every published text, in the format of <c>sha256sum</c>.</summary>
internal sealed partial record PublishedLockFile(
    string FilePath,
    IReadOnlyList<PublishedText> Texts,
    IReadOnlyList<ReviewFinding> Findings
)
{
    public const string FileName = "published.sha256";

    public static PublishedLockFile Read(PolicyFileSnapshot snapshot)
    {
        var file = snapshot.LockPath;
        var texts = new List<PublishedText>();
        var findings = new List<ReviewFinding>();
        var lines = snapshot.Lock?.ReadText(findings)?.ReplaceLineEndings("\n").TrimEnd('\n') is { Length: > 0 } text
            ? text.Split('\n')
            : [];
        for (var i = 0; i < lines.Length; i++)
        {
            if (Line().Match(lines[i]) is not { Success: true, Groups: [_, var hash, var path] })
            {
                findings.Add(
                    new ReviewFinding(
                        file,
                        i + 1,
                        "the line is not a hash and a path",
                        "write it as sha256sum does: 64 hex digits, two spaces, the path"
                    )
                );
            }
            else if (texts.Exists(t => string.Equals(t.Path, path.Value, StringComparison.Ordinal)))
            {
                findings.Add(
                    new ReviewFinding(
                        file,
                        i + 1,
                        $"'{path.Value}' is listed twice",
                        "keep the line of the text that was published"
                    )
                );
            }
            else
            {
                texts.Add(new PublishedText(i + 1, hash.Value, path.Value));
            }
        }

        return new PublishedLockFile(file, texts, findings);
    }

    /// <summary>The path of a text in the lock file.</summary>
    public static string GetPath(PolicyVersion version, string language) =>
        $"{PolicyVersion.Policy}/{version.Name}/{language}.md";

    /// <summary>Finds published texts that have changed or are missing.</summary>
    public IEnumerable<ReviewFinding> FindAltered(IReadOnlyList<PolicyVersion> versions)
    {
        var present = versions
            .SelectMany(v => v.Texts.Values.Select(t => (Path: GetPath(v, t.Language), t.Sha256)))
            .ToDictionary(t => t.Path, t => t.Sha256, StringComparer.Ordinal);
        foreach (var text in Texts)
        {
            if (!present.TryGetValue(text.Path, out var hash))
            {
                yield return new ReviewFinding(
                    FilePath,
                    text.Line,
                    $"'{text.Path}' was published but is missing or cannot be read",
                    "restore it unchanged"
                );
            }
            else if (!string.Equals(hash, text.Sha256, StringComparison.Ordinal))
            {
                yield return new ReviewFinding(
                    FilePath,
                    text.Line,
                    $"'{text.Path}' has changed since it was published (its hash is now {hash})",
                    "restore the original text; publish changes as a new version"
                );
            }
        }
    }

    /// <summary>Finds texts that are not in the lock file.</summary>
    public IEnumerable<(PolicyVersion Version, PolicyText Text)> FindUnpublished(
        IReadOnlyList<PolicyVersion> versions
    ) =>
        from version in versions
        from text in version.Texts.Values
        where !Texts.Any(t => string.Equals(t.Path, GetPath(version, text.Language), StringComparison.Ordinal))
        select (version, text);

    /// <summary>Adds texts and replaces the file in one step. Existing lines stay unchanged.</summary>
    /// <returns>False if another publication is in progress. Then nothing is added.</returns>
    public bool TryAdd(IEnumerable<PublishedText> texts)
    {
        using (var draft = Begin())
        {
            if (draft is null)
                return false;
            // Read again now that no one else can add, to keep what others have recorded in the meantime.
            var recorded = System.IO.File.Exists(FilePath)
                ? System
                    .IO.File.ReadAllLines(FilePath)
                    .Select(l => (Path: l[(l.IndexOf("  ", StringComparison.Ordinal) + 2)..], Line: l))
                    .ToList()
                : [];
            var added = texts
                .Where(t => !recorded.Exists(r => r.Path == t.Path))
                .Select(t => (t.Path, Line: $"{t.Sha256}  {t.Path}"));
            draft.Write(
                Encoding.UTF8.GetBytes(
                    string.Concat(
                        recorded.Concat(added).OrderBy(t => t.Path, StringComparer.Ordinal).Select(t => $"{t.Line}\n")
                    )
                )
            );
        }

        System.IO.File.Move(DraftPath, FilePath, overwrite: true);
        return true;
    }

    /// <summary>The temporary file that replaces the lock file when it is complete.</summary>
    public string DraftPath => FilePath + ".new";

    private FileStream? Begin()
    {
        try
        {
            return new FileStream(DraftPath, FileMode.CreateNew);
        }
        catch (IOException fault) when (fault.HResult is UnixFileExists or WindowsFileExists)
        {
            return null;
        }
    }

    private const int UnixFileExists = 17,
        WindowsFileExists = unchecked((int)0x80070050);

    [GeneratedRegex(
        "^(?<hash>[0-9a-f]{64})  (?<path>[^ ].*)$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Line();
}

/// <summary>A line of the lock file.</summary>
/// <param name="Line">The line number, from 1; 0 if it is not in the file yet.</param>
/// <param name="Sha256">SHA-256 of the text, in lower-case hexadecimal.</param>
/// <param name="Path">The path relative to the policies folder, with forward slashes.</param>
internal sealed record PublishedText(int Line, string Sha256, string Path);
