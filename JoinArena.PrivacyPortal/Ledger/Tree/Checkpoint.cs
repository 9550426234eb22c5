using System.Globalization;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Ledger.Notes;

namespace JoinArena.PrivacyPortal.Ledger.Tree;

/// <summary>Why a text is not a valid checkpoint of a log.</summary>
public enum CheckpointError
{
    /// <summary>It is not a signed note.</summary>
    NotANote,

    /// <summary>The log's own signature is missing.</summary>
    NotSigned,

    /// <summary>The log's signature does not match the text: one of them was changed.</summary>
    BadSignature,

    /// <summary>Its first line names a different log than the key that signed it.</summary>
    OtherOrigin,

    /// <summary>It does not have three lines for origin, size and root, or it contains an empty line.</summary>
    MissingLine,

    /// <summary>The size is not a number from 0 to 2^63 - 1 without leading zeros.</summary>
    NotASize,

    /// <summary>The root is not 32 bytes of base64.</summary>
    NotARoot,
}

/// <summary>
/// A log's statement about itself: its name, how many entries it has, and their root (C2SP tlog-checkpoint).
/// </summary>
/// <param name="Origin">The log's name.</param>
/// <param name="Size">How many entries the log has.</param>
/// <param name="Root">The root of all its entries.</param>
public sealed record Checkpoint(string Origin, long Size, TreeHash Root)
{
    /// <summary>The text that is signed.</summary>
    public string Text => string.Create(CultureInfo.InvariantCulture, $"{Origin}\n{Size}\n{Root}\n");

    /// <summary>
    /// Reads a signed checkpoint from an untrusted source, and accepts it only if <paramref name="log"/> has signed it.
    /// </summary>
    public static Result<Checkpoint, CheckpointError> Open(string file, VerifierKey log)
    {
        var note = SignedNote.Parse(file);
        if (!note.IsSuccess)
            return CheckpointError.NotANote;
        if (note.Value.VerifySignatures([log]) is { IsSuccess: false, Error: var error })
            return error is NoteError.BadSignature ? CheckpointError.BadSignature : CheckpointError.NotSigned;
        var read = Parse(note.Value.Text);
        return read.IsSuccess && !string.Equals(read.Value.Origin, log.Name, StringComparison.Ordinal)
            ? CheckpointError.OtherOrigin
            : read;
    }

    /// <summary>
    /// Reads a checkpoint's text without checking a signature. Lines after the third are extensions of the log and are
    /// ignored.
    /// </summary>
    public static Result<Checkpoint, CheckpointError> Parse(string text)
    {
        if (
            !text.EndsWith('\n')
            || text[..^1].Split('\n') is not [var origin, var size, var root, ..] lines
            || Array.Exists(lines, line => line.Length == 0)
        )
        {
            return CheckpointError.MissingLine;
        }

        if (
            !long.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out var entries)
            || (size[0] == '0' && size.Length > 1)
        )
        {
            return CheckpointError.NotASize;
        }

        return TreeHash.TryParse(root, out var hash) ? new Checkpoint(origin, entries, hash) : CheckpointError.NotARoot;
    }
}
