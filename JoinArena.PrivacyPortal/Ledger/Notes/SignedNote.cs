using System.Text;
using JoinArena.PrivacyPortal.Data;

namespace JoinArena.PrivacyPortal.Ledger.Notes;

/// <summary>
/// A text with its signatures, in the format that Go's and Sigstore's tools use (C2SP signed-note): the text, an empty
/// line, and the signature lines.
/// </summary>
/// <param name="Text">Ends with a newline. It may contain more newlines, but no other control characters.</param>
/// <param name="Signatures">In the order of the file; at least one.</param>
public sealed record SignedNote(string Text, IReadOnlyList<NoteSignature> Signatures)
{
    private const int MaxSignatures = 100;
    private static readonly UTF8Encoding s_strict = new(
        encoderShouldEmitUTF8Identifier: false,
        throwOnInvalidBytes: true
    );

    /// <summary>Signs a text.</summary>
    /// <exception cref="ArgumentException">The text is not valid in a note.</exception>
    public static SignedNote Sign(string text, params IEnumerable<NoteKey> keys) =>
        IsText(text)
            ? new(text, [.. keys.Select(k => k.Sign(text))])
            : throw new ArgumentException(
                "A note's text ends with a newline and contains no control characters other than newlines.",
                nameof(text)
            );

    /// <summary>Reads a note without checking its signatures; <see cref="VerifySignatures"/> does that.</summary>
    public static Result<SignedNote, NoteError> Parse(ReadOnlySpan<byte> file)
    {
        string note;
        try
        {
            note = s_strict.GetString(file);
        }
        catch (DecoderFallbackException)
        {
            return NoteError.NotUtf8;
        }

        if (note.Any(c => c < ' ' && c != '\n'))
            return NoteError.ControlCharacter;
        var split = note.LastIndexOf("\n\n", StringComparison.Ordinal);
        if (split < 0)
            return NoteError.NoSignature;
        var text = note[..(split + 1)];
        var lines = note[(split + 2)..];
        if (lines.Length == 0)
            return NoteError.NoSignature;
        if (!lines.EndsWith('\n'))
            return NoteError.NoFinalNewline;
        return ParseSignatures(text, lines[..^1].Split('\n'));
    }

    /// <summary>Reads a note from its text.</summary>
    public static Result<SignedNote, NoteError> Parse(string file) => Parse(Encoding.UTF8.GetBytes(file));

    /// <summary>
    /// Finds which of the <paramref name="known"/> keys have signed the note. Signatures by other keys are ignored. One
    /// invalid signature by a known key makes the whole note invalid.
    /// </summary>
    public Result<VerifierKey[], NoteError> VerifySignatures(IReadOnlyCollection<VerifierKey> known)
    {
        var message = Encoding.UTF8.GetBytes(Text);
        var signers = new List<VerifierKey>();
        foreach (var key in known.Where(k => k.Type is KeyType.Ed25519))
        {
            if (Signatures.FirstOrDefault(s => s.IsBy(key)) is not { } signature)
                continue;
            if (!key.Verify(message, signature.Bytes))
                return NoteError.BadSignature;
            signers.Add(key);
        }

        return signers.Count > 0 ? signers.ToArray() : NoteError.NobodyKnown;
    }

    /// <summary>The note as a file.</summary>
    public override string ToString() => $"{Text}\n{string.Concat(Signatures.Select(s => $"{s}\n"))}";

    private static Result<SignedNote, NoteError> ParseSignatures(string text, string[] lines)
    {
        if (lines.Length > MaxSignatures)
            return NoteError.TooManySignatures;
        var signatures = new List<NoteSignature>();
        foreach (var line in lines)
        {
            if (!NoteSignature.TryParse(line, out var signature))
                return NoteError.MalformedSignature;
            // Of several signatures with the same name and id only the first counts, as in Go's reader.
            if (
                !signatures.Exists(s =>
                    s.KeyId == signature.KeyId && string.Equals(s.Name, signature.Name, StringComparison.Ordinal)
                )
            )
            {
                signatures.Add(signature);
            }
        }

        return new SignedNote(text, signatures);
    }

    private static bool IsText(string text) => text.EndsWith('\n') && !text.Any(c => c < ' ' && c != '\n');
}

/// <summary>Why a note is not accepted.</summary>
public enum NoteError
{
    /// <summary>Its bytes are not UTF-8 text.</summary>
    NotUtf8,

    /// <summary>It contains a control character other than a newline.</summary>
    ControlCharacter,

    /// <summary>No empty line separates the text from signatures.</summary>
    NoSignature,

    /// <summary>Its last line is cut off.</summary>
    NoFinalNewline,

    /// <summary>A line after the text is not a signature.</summary>
    MalformedSignature,

    /// <summary>It has more than a hundred signatures.</summary>
    TooManySignatures,

    /// <summary>A known key's signature does not match: the text or the signature was changed.</summary>
    BadSignature,

    /// <summary>None of the signatures is by a known key.</summary>
    NobodyKnown,
}
