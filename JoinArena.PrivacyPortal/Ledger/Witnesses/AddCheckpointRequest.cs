using System.Globalization;
using JoinArena.PrivacyPortal.Ledger.Notes;
using JoinArena.PrivacyPortal.Ledger.Tree;

namespace JoinArena.PrivacyPortal.Ledger.Witnesses;

/// <summary>
/// What a log sends a witness: the size the witness knows, that the log of that size is the beginning of the one now,
/// and the checkpoint now (C2SP tlog-witness).
/// </summary>
/// <param name="OldSize">0 if the witness knows none.</param>
/// <param name="Proof">From <paramref name="OldSize"/> to the checkpoint's size.</param>
/// <param name="Checkpoint">Signed by the log.</param>
public sealed record AddCheckpointRequest(long OldSize, IReadOnlyList<TreeHash> Proof, SignedNote Checkpoint)
{
    private const int MostHashes = 63;

    /// <summary>Reads a request that anybody may have sent.</summary>
    /// <returns>Null for anything that is none.</returns>
    public static AddCheckpointRequest? Parse(string body)
    {
        var split = body.IndexOf("\n\n", StringComparison.Ordinal);
        if (split < 0 || body[..split].Split('\n') is not [var first, .. var hashes] || hashes.Length > MostHashes)
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
