using System.Text;
using JoinArena.PrivacyPortal.Ledger.Notes;
using JoinArena.PrivacyPortal.Ledger.Tree;
using JoinArena.PrivacyPortal.Ledger.Witnesses;

namespace JoinArena.PrivacyPortal.Tests.Ledger.Witnesses;

/// <summary>A small log in memory that can make true and false statements about itself.</summary>
internal sealed class FakeLog(NoteKey key, string flavour = "entry")
{
    public NoteKey Key => key;

    public SignedNote SignCheckpoint(int size, NoteKey? by = null) =>
        SignedNote.Sign(new Checkpoint(key.Verifier.Name, size, Root(0, size)).Text, by ?? key);

    /// <summary>The request of an honest log to a witness that knows <paramref name="old"/> entries.</summary>
    public AddCheckpointRequest CreateRequest(int old, int size) =>
        new(
            old,
            ProofNodes.Consistency(old, size).BuildProof(part => Root((int)part.Index << part.Level, 1 << part.Level)),
            SignCheckpoint(size)
        );

    private TreeHash Root(int first, int count)
    {
        var tree = new CompactRange();
        for (var i = first; i < first + count; i++)
            tree.Append(TreeHash.HashLeaf(Encoding.UTF8.GetBytes($"{flavour} {i}")));
        return tree.Root;
    }
}
