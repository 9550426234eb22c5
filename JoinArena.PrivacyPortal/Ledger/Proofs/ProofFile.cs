using System.Globalization;
using System.Text;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Ledger.Notes;
using JoinArena.PrivacyPortal.Ledger.Tree;

namespace JoinArena.PrivacyPortal.Ledger.Proofs;

/// <summary>
/// A proof that an entry stands in a log, as a file to keep (C2SP tlog-proof): where it stands, the hashes from there
/// to the root, and the root as the log signed it.
/// </summary>
/// <param name="Extra">
/// What rebuilds the leaf, as <see cref="LeafSource"/> writes it; null if whoever checks has the leaf anyway.
/// </param>
/// <param name="Index">The entry's place, from 0.</param>
/// <param name="Hashes">The leaf's sibling first, the root's child last.</param>
/// <param name="Checkpoint">With its signatures and cosignatures.</param>
public sealed record ProofFile(byte[]? Extra, long Index, IReadOnlyList<TreeHash> Hashes, SignedNote Checkpoint)
{
    /// <summary>What the files are called behind their name.</summary>
    public const string Extension = ".tlog-proof";

    public const string MediaType = "text/plain; charset=utf-8";

    private const string Header = "c2sp.org/tlog-proof@v1";
    private const int MostHashes = 63;
    private static readonly UTF8Encoding s_strict = new(
        encoderShouldEmitUTF8Identifier: false,
        throwOnInvalidBytes: true
    );

    /// <summary>Reads a file without believing it: see <see cref="Verify(string, VerifierKey)"/>.</summary>
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

    /// <summary>Whether the file proves that the leaf it brings itself stands in <paramref name="log"/>.</summary>
    /// <returns>Null if it does; else why not.</returns>
    public ProofFileError? Verify(VerifierKey log)
    {
        if (Extra is null)
            return ProofFileError.NoRecord;
        var source = LeafSource.Parse(Extra);
        return source is null ? ProofFileError.MalformedExtra : Verify(source.Leaf, log);
    }

    /// <summary>Whether the file proves that this leaf stands in <paramref name="log"/>.</summary>
    /// <returns>Null if it does; else why not.</returns>
    public ProofFileError? Verify(string leaf, VerifierKey log)
    {
        var checkpoint = Tree.Checkpoint.Open(Checkpoint.ToString(), log);
        if (!checkpoint.IsSuccess)
            return Of(checkpoint.Error);
        return
            Proof.VerifyInclusion(
                Index,
                checkpoint.Value.Size,
                TreeHash.HashLeaf(Encoding.UTF8.GetBytes(leaf)),
                Hashes,
                checkpoint.Value.Root
            )
                is { } refusal
            ? Of(refusal)
            : null;
    }

    /// <summary>The file.</summary>
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

        if (encoded.Length > MostHashes)
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

    private static ProofFileError Of(ProofError refusal) =>
        refusal switch
        {
            ProofError.NotASize or ProofError.IndexOutsideTree or ProofError.EarlierIsLarger =>
                ProofFileError.IndexOutsideTree,
            ProofError.TooFewHashes => ProofFileError.TooFewHashes,
            ProofError.TooManyHashes => ProofFileError.TooManyHashes,
            ProofError.OtherRoot or ProofError.OtherEarlierRoot => ProofFileError.OtherRoot,
        };

    private static ProofFileError Of(CheckpointError refusal) =>
        refusal switch
        {
            CheckpointError.NotANote => ProofFileError.CheckpointNotANote,
            CheckpointError.NotSigned => ProofFileError.NotSigned,
            CheckpointError.BadSignature => ProofFileError.BadSignature,
            CheckpointError.OtherOrigin => ProofFileError.OtherLog,
            CheckpointError.MissingLine or CheckpointError.NotASize or CheckpointError.NotARoot =>
                ProofFileError.NotACheckpoint,
        };
}

/// <summary>Why a proof file proves nothing.</summary>
public enum ProofFileError
{
    /// <summary>Its bytes are no UTF-8 text.</summary>
    NotUtf8,

    /// <summary>It does not begin as a proof does, or has no checkpoint.</summary>
    NotAProof,

    /// <summary>What it brings to rebuild the leaf is no base64 of a record and a salt.</summary>
    MalformedExtra,

    /// <summary>It brings nothing to rebuild the leaf from.</summary>
    NoRecord,

    /// <summary>Its place is missing, or no number.</summary>
    MalformedIndex,

    /// <summary>A hash is not 32 bytes of base64.</summary>
    MalformedHash,

    /// <summary>Its checkpoint is no signed note.</summary>
    CheckpointNotANote,

    /// <summary>The log's own signature is missing.</summary>
    NotSigned,

    /// <summary>The log's signature is not of this checkpoint.</summary>
    BadSignature,

    /// <summary>It is of another log.</summary>
    OtherLog,

    /// <summary>What the log signed is no checkpoint.</summary>
    NotACheckpoint,

    /// <summary>The log had no such entry yet.</summary>
    IndexOutsideTree,

    TooFewHashes,

    TooManyHashes,

    /// <summary>It leads to another root: another leaf, another place, another tree.</summary>
    OtherRoot,
}
