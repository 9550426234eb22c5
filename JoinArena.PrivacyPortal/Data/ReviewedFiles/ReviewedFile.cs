using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace JoinArena.PrivacyPortal.Data.ReviewedFiles;

/// <summary>A file that people review line by line, as it was when it was read.</summary>
/// <param name="Path">The file's path.</param>
/// <param name="Bytes">The file's content; null if it is longer than <see cref="MaxBytes"/>.</param>
/// <param name="Length">How many bytes the file has.</param>
public sealed partial record ReviewedFile(string Path, byte[]? Bytes, long Length)
{
    /// <summary>
    /// The largest file to read: more than ten times the longest policy that anyone would read, and small enough to
    /// check in moments, whatever its content.
    /// </summary>
    public const int MaxBytes = 256 * 1024;

    private static readonly UTF8Encoding s_strict = new(
        encoderShouldEmitUTF8Identifier: false,
        throwOnInvalidBytes: true
    );

    /// <summary>The file's name without its folder.</summary>
    public string Name => System.IO.Path.GetFileName(Path);

    /// <summary>What the file says, for a person to read; nothing of one that is too long.</summary>
    public string Content => Encoding.UTF8.GetString(Bytes ?? []);

    /// <summary>Reads a file. A pipe, socket or device reads as an empty file.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static ReviewedFile Read(string path)
    {
        var info = new FileInfo(path);
        var file = info.ResolveLinkTarget(returnFinalTarget: true) as FileInfo ?? info;
        // A pipe has no length, and opening one waits until someone writes into it.
        if (file is { Exists: true, Length: 0 })
            return new ReviewedFile(path, [], 0);

        using var stream = File.OpenRead(path);
        if (stream.Length > MaxBytes)
            return new ReviewedFile(path, null, stream.Length);
        // Bytes that are appended while the file is read are left for the next time.
        var bytes = new byte[stream.Length];
        var read = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        return new ReviewedFile(path, bytes[..read], read);
    }

    /// <summary>
    /// SHA-256, in lower-case hexadecimal, of what a reviewer signs: the file without the lines that the signature itself
    /// adds, so that signing changes nothing.
    /// </summary>
    public string ComputeSignedSha256()
    {
        var lines = Content.Split('\n');
        var signed = lines
            .Take(lines[^1].Length == 0 ? lines.Length - 1 : lines.Length)
            .Where(l => !SignatureLine().IsMatch(l));
        return Convert.ToHexStringLower(
            SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(signed.Select(l => $"{l}\n"))))
        );
    }

    [GeneratedRegex(
        "^ *reviewed(-by|-on|-sha256)?:",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex SignatureLine();

    /// <summary>The file's text; null if it cannot be read, and then <paramref name="findings"/> says why.</summary>
    public string? ReadText(ICollection<ReviewFinding> findings)
    {
        if (Bytes is null)
        {
            findings.Add(
                new ReviewFinding(
                    Path,
                    1,
                    $"the file is too large ({Length / 1024} KiB)",
                    $"keep it under {MaxBytes / 1024} KiB"
                )
            );
            return null;
        }

        if (Bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble))
        {
            findings.Add(
                new ReviewFinding(Path, 1, "the file starts with a byte order mark", "save it as UTF-8 without one")
            );
            return null;
        }

        try
        {
            return s_strict.GetString(Bytes);
        }
        catch (DecoderFallbackException fault)
        {
            var line = 1 + Bytes.AsSpan(0, Math.Min(fault.Index, Bytes.Length)).Count((byte)'\n');
            findings.Add(new ReviewFinding(Path, line, "the file is not UTF-8", "save it as UTF-8"));
            return null;
        }
    }
}
