using System.Globalization;
using JoinArena.PrivacyPortal.Ledger.Notes;
using JoinArena.PrivacyPortal.Ledger.Tree;

namespace JoinArena.PrivacyPortal.Ledger.Witnesses;

/// <summary>
/// What a log sends to a witness (C2SP tlog-witness): the size that the witness knows, the proof that the log of that
/// size is the beginning of the current log, and the current checkpoint.
/// </summary>
/// <param name="OldSize">The size that the witness knows; 0 if it knows no checkpoint.</param>
/// <param name="Proof">The consistency proof from <paramref name="OldSize"/> to the checkpoint's size.</param>
/// <param name="Checkpoint">The checkpoint, signed by the log.</param>
public sealed record AddCheckpointRequest(long OldSize, IReadOnlyList<TreeHash> Proof, SignedNote Checkpoint)
{
    private const int MaxHashes = 63;

    /// <summary>Reads a request from an untrusted source.</summary>
    /// <returns>Null if the text is not a valid request.</returns>
    public static AddCheckpointRequest? Parse(string body)
    {
        var split = body.IndexOf("\n\n", StringComparison.Ordinal);
        if (split < 0 || body[..split].Split('\n') is not [var first, .. var hashes] || hashes.Length > MaxHashes)
            return null;
        if (!first.StartsWith("old ", StringComparison.Ordinal) || !TryParseSize(first["old ".Length..], out var old))
            return null;
        var proof = new TreeHash[hashes.Length];
        for (var i = 0; i < proof.Length; i++)
        {
            if (!TreeHash.TryParse(hashes[i], out proof[i]))
                return null;
        }

        return SignedNote.Parse(body[(split + 2)..]) is { IsSuccess: true } note ? new(old, proof, note.Value) : null;
    }

    /// <summary>The request's body.</summary>
    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"old {OldSize}\n{string.Concat(Proof.Select(h => $"{h}\n"))}\n{Checkpoint}"
        );

    internal static bool TryParseSize(string text, out long size) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out size)
        && (text.Length == 1 || text[0] != '0');
}
