using System.Text;
using JoinArena.PrivacyPortal.Data;

namespace JoinArena.PrivacyPortal.Ledger.Notes;

/// <summary>
/// A text and who signed it, in the form that Go's and Sigstore's tools share (C2SP signed-note): the text, an empty
/// line, the signature lines.
/// </summary>
/// <param name="Text">Ends with a newline and holds no other control character.</param>
/// <param name="Signatures">In the order of the file; at least one.</param>
public sealed record SignedNote(string Text, IReadOnlyList<NoteSignature> Signatures)
{
    private const int MostSignatures = 100;
    private static readonly UTF8Encoding s_strict = new(
        encoderShouldEmitUTF8Identifier: false,
        throwOnInvalidBytes: true
    );

    /// <summary>Signs a text.</summary>
    /// <exception cref="ArgumentException">The text cannot be a note's.</exception>
    public static SignedNote Sign(string text, params IEnumerable<NoteKey> keys) =>
        IsText(text)
            ? new(text, [.. keys.Select(k => k.Sign(text))])
            : throw new ArgumentException(
                "A note's text ends with a newline and holds no other control character.",
                nameof(text)
            );

    /// <summary>Reads a note without believing it: see <see cref="VerifySignatures"/>.</summary>
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
        if (note.LastIndexOf("\n\n", StringComparison.Ordinal) is var split && split < 0)
            return NoteError.NoSignature;
        var (text, lines) = (note[..(split + 1)], note[(split + 2)..]);
        if (lines.Length == 0)
            return NoteError.NoSignature;
        if (!lines.EndsWith('\n'))
            return NoteError.NoFinalNewline;
        return Signed(text, lines[..^1].Split('\n'));
    }

    /// <summary>Reads a note from its text.</summary>
    public static Result<SignedNote, NoteError> Parse(string file) => Parse(Encoding.UTF8.GetBytes(file));

    /// <summary>
    /// Which of <paramref name="known"/> signed it. A signature by nobody known is passed over; a bad one by somebody
    /// known condemns the note.
    /// </summary>
    public Result<VerifierKey[], NoteError> VerifySignatures(IReadOnlyCollection<VerifierKey> known)
    {
        var (message, good) = (Encoding.UTF8.GetBytes(Text), new List<VerifierKey>());
        foreach (var key in known.Where(k => k.Type is KeyType.Ed25519))
        {
            if (Signatures.FirstOrDefault(s => s.IsBy(key)) is not { } signature)
                continue;
            if (!key.Verify(message, signature.Bytes))
                return NoteError.BadSignature;
            good.Add(key);
        }

        return good.Count > 0 ? good.ToArray() : NoteError.NobodyKnown;
    }

    /// <summary>The note's file.</summary>
    public override string ToString() => $"{Text}\n{string.Concat(Signatures.Select(s => $"{s}\n"))}";

    private static Result<SignedNote, NoteError> Signed(string text, string[] lines)
    {
        if (lines.Length > MostSignatures)
            return NoteError.TooManySignatures;
        var signatures = new List<NoteSignature>();
        foreach (var line in lines)
        {
            if (!NoteSignature.TryParse(line, out var signature))
                return NoteError.MalformedSignature;
            // The first of a name and id counts, as in Go's reader: a second could only contradict it.
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

/// <summary>Why a note is not believed.</summary>
public enum NoteError
{
    /// <summary>Its bytes are no UTF-8 text.</summary>
    NotUtf8,

    /// <summary>A control character other than the newline stands in it.</summary>
    ControlCharacter,

    /// <summary>No empty line divides a text from signatures.</summary>
    NoSignature,

    /// <summary>Its last line is cut off.</summary>
    NoFinalNewline,

    /// <summary>A line after the text is no signature.</summary>
    MalformedSignature,

    /// <summary>More than a hundred signatures.</summary>
    TooManySignatures,

    /// <summary>A signature says it is of a known key, and is not: the text or the signature was changed.</summary>
    BadSignature,

    /// <summary>None of the signatures is of a known key.</summary>
    NobodyKnown,
}
