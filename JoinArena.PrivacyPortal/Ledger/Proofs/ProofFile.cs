using System.Globalization;
using System.Text;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Ledger.Notes;
using JoinArena.PrivacyPortal.Ledger.Tree;

namespace JoinArena.PrivacyPortal.Ledger.Proofs;

/// <summary>
/// A proof that an entry is in a log, as a file to keep (C2SP tlog-proof): the entry's index, the hashes from there to
/// the root, and the checkpoint with the root that the log signed.
/// </summary>
/// <param name="Extra">
/// What the leaf is computed from, as <see cref="LeafSource"/> writes it; null if the verifier has the leaf.
/// </param>
/// <param name="Index">The entry's index in the log, from 0.</param>
/// <param name="Hashes">The hashes from the leaf's sibling up to the root's child.</param>
/// <param name="Checkpoint">The checkpoint, with its signatures and cosignatures.</param>
public sealed record ProofFile(byte[]? Extra, long Index, IReadOnlyList<TreeHash> Hashes, SignedNote Checkpoint)
{
    /// <summary>The extension of proof files.</summary>
    public const string Extension = ".tlog-proof";

    public const string MediaType = "text/plain; charset=utf-8";

    private const string Header = "c2sp.org/tlog-proof@v1";
    private const int MaxHashes = 63;
    private static readonly UTF8Encoding s_strict = new(
        encoderShouldEmitUTF8Identifier: false,
        throwOnInvalidBytes: true
    );

    /// <summary>Reads a file without checking the proof; <see cref="Verify(string, VerifierKey)"/> does that.</summary>
    public static Result<ProofFile, ProofFileError> Parse(ReadOnlySpan<byte> file)
    {
        string text;
        try
        {
            text = s_strict.GetString(file);
        }
        catch (DecoderFallbackException)
        {
            return ProofFileError.NotUtf8;
        }

        var split = text.IndexOf("\n\n", StringComparison.Ordinal);
        if (split < 0 || text[..split].Split('\n') is not [Header, .. var lines])
            return ProofFileError.NotAProof;
        var note = SignedNote.Parse(text[(split + 2)..]);
        return note.IsSuccess ? Read(lines, note.Value) : ProofFileError.CheckpointNotANote;
    }

    /// <summary>Reads a file from its text.</summary>
    public static Result<ProofFile, ProofFileError> Parse(string file) => Parse(Encoding.UTF8.GetBytes(file));

    /// <summary>Checks that the file proves its own record to be in <paramref name="log"/>.</summary>
    /// <returns>Null if the proof is valid, or why it is not.</returns>
    public ProofFileError? Verify(VerifierKey log)
    {
        if (Extra is null)
            return ProofFileError.NoRecord;
        var source = LeafSource.Parse(Extra);
        return source is null ? ProofFileError.MalformedExtra : Verify(source.Leaf, log);
    }

    /// <summary>Checks that the file proves this leaf to be in <paramref name="log"/>.</summary>
    /// <returns>Null if the proof is valid, or why it is not.</returns>
    public ProofFileError? Verify(string leaf, VerifierKey log)
    {
        var checkpoint = Tree.Checkpoint.Open(Checkpoint.ToString(), log);
        if (!checkpoint.IsSuccess)
            return Map(checkpoint.Error);
        var hash = TreeHash.HashLeaf(Encoding.UTF8.GetBytes(leaf));
        var error = Proof.VerifyInclusion(Index, checkpoint.Value.Size, hash, Hashes, checkpoint.Value.Root);
        return error is null ? null : Map(error.Value);
    }

    /// <summary>The text of the file.</summary>
    public override string ToString()
    {
        var extra = Extra is null ? "" : $"extra {Convert.ToBase64String(Extra)}\n";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Header}\n{extra}index {Index}\n{string.Concat(Hashes.Select(h => $"{h}\n"))}\n{Checkpoint}"
        );
    }

    private static Result<ProofFile, ProofFileError> Read(string[] lines, SignedNote checkpoint)
    {
        byte[]? extra = null;
        if (lines is [var first, .. var rest] && first.StartsWith("extra ", StringComparison.Ordinal))
        {
            if (!StrictBase64.TryDecode(first["extra ".Length..], out extra))
                return ProofFileError.MalformedExtra;
            lines = rest;
        }

        if (
            lines is not [var place, .. var encoded]
            || !place.StartsWith("index ", StringComparison.Ordinal)
            || !TryIndex(place["index ".Length..], out var index)
        )
        {
            return ProofFileError.MalformedIndex;
        }

        if (encoded.Length > MaxHashes)
            return ProofFileError.TooManyHashes;
        var hashes = new TreeHash[encoded.Length];
        for (var i = 0; i < hashes.Length; i++)
        {
            if (!TreeHash.TryParse(encoded[i], out hashes[i]))
                return ProofFileError.MalformedHash;
        }

        return new ProofFile(extra, index, hashes, checkpoint);
    }

    private static bool TryIndex(string text, out long index) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out index)
        && (text.Length == 1 || text[0] != '0');

    private static ProofFileError Map(ProofError error) =>
        error switch
        {
            ProofError.NotASize or ProofError.IndexOutsideTree or ProofError.EarlierIsLarger =>
                ProofFileError.IndexOutsideTree,
            ProofError.TooFewHashes => ProofFileError.TooFewHashes,
            ProofError.TooManyHashes => ProofFileError.TooManyHashes,
            ProofError.OtherRoot or ProofError.OtherEarlierRoot => ProofFileError.OtherRoot,
        };

    private static ProofFileError Map(CheckpointError error) =>
        error switch
        {
            CheckpointError.NotANote => ProofFileError.CheckpointNotANote,
            CheckpointError.NotSigned => ProofFileError.NotSigned,
            CheckpointError.BadSignature => ProofFileError.BadSignature,
            CheckpointError.OtherOrigin => ProofFileError.OtherLog,
            CheckpointError.MissingLine or CheckpointError.NotASize or CheckpointError.NotARoot =>
                ProofFileError.NotACheckpoint,
        };
}

/// <summary>Why a proof file is not valid.</summary>
public enum ProofFileError
{
    /// <summary>Its bytes are not UTF-8 text.</summary>
    NotUtf8,

    /// <summary>It does not begin like a proof file, or has no checkpoint.</summary>
    NotAProof,

    /// <summary>Its <c>extra</c> line is not base64 of a record and a salt.</summary>
    MalformedExtra,

    /// <summary>It has no <c>extra</c> line from which the leaf can be computed.</summary>
    NoRecord,

    /// <summary>Its index is missing or not a number.</summary>
    MalformedIndex,

    /// <summary>A hash is not 32 bytes of base64.</summary>
    MalformedHash,

    /// <summary>Its checkpoint is not a signed note.</summary>
    CheckpointNotANote,

    /// <summary>The log's own signature is missing.</summary>
    NotSigned,

    /// <summary>The log's signature does not match the checkpoint.</summary>
    BadSignature,

    /// <summary>It is from another log.</summary>
    OtherLog,

    /// <summary>The signed text is not a checkpoint.</summary>
    NotACheckpoint,

    /// <summary>The index is not below the checkpoint's size.</summary>
    IndexOutsideTree,

    TooFewHashes,

    TooManyHashes,

    /// <summary>It leads to another root: the leaf, the index or the tree is a different one.</summary>
    OtherRoot,
}
