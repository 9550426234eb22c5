using System.Globalization;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Ledger.Notes;

namespace JoinArena.PrivacyPortal.Ledger.Tree;

/// <summary>Why something is no checkpoint of a log.</summary>
public enum CheckpointError
{
    /// <summary>It is no note, or not signed as one.</summary>
    NotANote,

    /// <summary>The log's own signature is missing.</summary>
    NotSigned,

    /// <summary>The log's signature is not of this text: either was changed.</summary>
    BadSignature,

    /// <summary>Its first line names another log than the key that signed it.</summary>
    OtherOrigin,

    /// <summary>Origin, size and root do not stand in three lines, or an empty line stands among them.</summary>
    MissingLine,

    /// <summary>The size is no number from 0 to 2^63 - 1 in its one spelling.</summary>
    NotASize,

    /// <summary>The root is not 32 bytes of base64.</summary>
    NotARoot,
}

/// <summary>
/// What a log says of itself: its name, how many entries it has, and the root over them (C2SP tlog-checkpoint).
/// </summary>
/// <param name="Origin">The log's name.</param>
/// <param name="Size">How many entries.</param>
/// <param name="Root">Over all of them.</param>
public sealed record Checkpoint(string Origin, long Size, TreeHash Root)
{
    /// <summary>The text that is signed.</summary>
    public string Text => string.Create(CultureInfo.InvariantCulture, $"{Origin}\n{Size}\n{Root}\n");

    /// <summary>
    /// Reads a signed checkpoint that anybody may have written, and believes it only if <paramref name="log"/> has
    /// signed it.
    /// </summary>
    public static Result<Checkpoint, CheckpointError> Open(string file, VerifierKey log)
    {
        var note = SignedNote.Parse(file);
        if (!note.IsSuccess)
            return CheckpointError.NotANote;
        if (note.Value.VerifySignatures([log]) is { IsSuccess: false, Error: var refusal })
            return refusal is NoteError.BadSignature ? CheckpointError.BadSignature : CheckpointError.NotSigned;
        var read = Parse(note.Value.Text);
        return read.IsSuccess && !string.Equals(read.Value.Origin, log.Name, StringComparison.Ordinal)
            ? CheckpointError.OtherOrigin
            : read;
    }

    /// <summary>
    /// Reads a checkpoint's text, whoever signed it. Lines after the third are a log's extensions and are passed over.
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
