using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Ledger.Tree;

namespace JoinArena.PrivacyPortal.Ledger.Notes;

/// <summary>
/// The key with which this portal signs receipts, certificates and checkpoints. Its name is the log's name. A log keeps
/// the name that its first key was created with, even when the portal's address or the key changes. All nodes of a
/// portal need the same files.
/// </summary>
public sealed class PortalKey : IDisposable
{
    private readonly NoteKey _key;
    private readonly NoteKey? _previous;

    private PortalKey(NoteKey key, NoteKey? previous, IEnumerable<VerifierKey> retired)
    {
        _key = key;
        _previous = previous;
        Verifiers = [key.Verifier, .. retired.Where(k => k != key.Verifier)];
    }

    /// <summary>The log's name (C2SP: origin).</summary>
    public string Origin => _key.Verifier.Name;

    /// <summary>The public key that verifies this portal's signatures; published at <c>/ledger/key</c>.</summary>
    public VerifierKey Verifier => _key.Verifier;

    /// <summary>
    /// All keys that this log has had: the current one first, then the earlier ones, newest first. Published at
    /// <c>/ledger/keys</c>.
    /// </summary>
    public IReadOnlyList<VerifierKey> Verifiers { get; }

    /// <summary>Reads the key, or creates it if the file does not exist.</summary>
    /// <exception cref="ConfigurationException">
    /// The file holds no valid key, or the key of another log than the settings name.
    /// </exception>
    public static PortalKey Open(LedgerOptions options)
    {
        KeyFile.CreateIfMissing(options.KeyFile, () => NoteKey.Create(options.Origin ?? options.DefaultOrigin()));
        var lines = File.ReadAllText(options.KeyFile).TrimEnd().Split('\n');
        NoteKey? previous = null;
        if (
            !NoteKey.TryParse(lines[0], out var key)
            || lines.Length > 2
            || (lines.Length == 2 && !NoteKey.TryParse(lines[1], out previous))
        )
        {
            key?.Dispose();
            throw ConfigurationException.ForSetting(
                "Portal__Ledger__KeyFile",
                $"the file '{options.KeyFile}' holds no valid signing key; restore it from a backup, "
                    + "because a new key cannot replace it",
                "/etc/joinarena/ledger.key"
            );
        }

        if (options.Origin is null || string.Equals(options.Origin, key.Verifier.Name, StringComparison.Ordinal))
            return new(key, previous, KeyHistory.Read(options));

        var name = key.Verifier.Name;
        key.Dispose();
        previous?.Dispose();
        throw ConfigurationException.ForSetting(
            "Portal__Ledger__Origin",
            $"the key in '{options.KeyFile}' belongs to the log '{name}', and a log cannot change its name",
            name
        );
    }

    /// <summary>Signs a text with the current key.</summary>
    /// <inheritdoc cref="SignedNote.Sign" path="/exception"/>
    public SignedNote Sign(string text) => SignedNote.Sign(text, _key);

    /// <summary>
    /// Signs a checkpoint with the current key, and during a key change also with the earlier key, so that a verifier
    /// who knows only the earlier key can follow.
    /// </summary>
    public SignedNote Sign(Checkpoint checkpoint) =>
        SignedNote.Sign(checkpoint.Text, _previous is null ? [_key] : [_key, _previous]);

    /// <summary>Reads a checkpoint that any of this log's keys has signed.</summary>
    public Result<Checkpoint, CheckpointError> VerifyCheckpoint(string note)
    {
        var opened = Checkpoint.Open(note, Verifier);
        if (opened.IsSuccess || opened.Error is not CheckpointError.NotSigned)
            return opened;
        foreach (var earlier in Verifiers.Skip(1))
        {
            if (Checkpoint.Open(note, earlier) is { IsSuccess: true } openedWithEarlier)
                return openedWithEarlier;
        }

        return opened;
    }

    /// <summary>
    /// Reads a checkpoint of this log; null for any other. The keys of a log that this one has replaced are still
    /// listed, so the name is compared too.
    /// </summary>
    public Checkpoint? OpenOwnCheckpoint(string note) =>
        VerifyCheckpoint(note) is { IsSuccess: true, Value: var checkpoint }
        && string.Equals(checkpoint.Origin, Origin, StringComparison.Ordinal)
            ? checkpoint
            : null;

    /// <summary>
    /// Whether none of this log's keys, neither the current one nor an earlier one, has signed a checkpoint. False for a
    /// text that is no signed note: that says nothing about keys.
    /// </summary>
    public bool IsForeign(string note) =>
        VerifyCheckpoint(note) is { IsSuccess: false, Error: CheckpointError.NotSigned or CheckpointError.OtherOrigin };

    public void Dispose()
    {
        _key.Dispose();
        _previous?.Dispose();
    }
}
