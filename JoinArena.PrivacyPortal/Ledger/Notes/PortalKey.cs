using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Ledger.Tree;

namespace JoinArena.PrivacyPortal.Ledger.Notes;

/// <summary>
/// The key this portal signs receipts, certificates and checkpoints with. Its name is the log's name, and stays what it
/// was when the first key was made:
/// neither an address that changes later nor a new key renames a log. Several nodes need the same files.
/// </summary>
public sealed class PortalKey : IDisposable
{
    private readonly NoteKey _key;
    private readonly NoteKey? _leaving;

    private PortalKey(NoteKey key, NoteKey? leaving, IEnumerable<VerifierKey> retired) =>
        (_key, _leaving, Verifiers) = (key, leaving, [key.Verifier, .. retired.Where(k => k != key.Verifier)]);

    /// <summary>The log's name (C2SP: origin).</summary>
    public string Origin => _key.Verifier.Name;

    /// <summary>What others check this portal's signatures with; stands at <c>/ledger/key</c>.</summary>
    public VerifierKey Verifier => _key.Verifier;

    /// <summary>
    /// Every key this log has ever signed with, the present one first, then from the newest to the oldest; stands at
    /// <c>/ledger/keys</c>.
    /// </summary>
    public IReadOnlyList<VerifierKey> Verifiers { get; }

    /// <summary>Reads the key, or makes it where there is none yet.</summary>
    /// <exception cref="ConfigurationException">
    /// The file holds no key, or another log's than the settings say.
    /// </exception>
    public static PortalKey Open(LedgerOptions options)
    {
        KeyFile.CreateIfMissing(options.KeyFile, () => NoteKey.Create(options.Origin ?? options.DefaultOrigin()));
        var lines = File.ReadAllText(options.KeyFile).TrimEnd().Split('\n');
        NoteKey? leaving = null;
        if (
            !NoteKey.TryParse(lines[0], out var key)
            || lines.Length > 2
            || (lines.Length == 2 && !NoteKey.TryParse(lines[1], out leaving))
        )
        {
            key?.Dispose();
            throw ConfigurationException.ForSetting(
                "Portal__Ledger__KeyFile",
                $"'{options.KeyFile}' holds no signing key; put it back from a copy, its old signatures cannot be made again with another",
                "/etc/joinarena/ledger.key"
            );
        }

        if (options.Origin is null || string.Equals(options.Origin, key.Verifier.Name, StringComparison.Ordinal))
            return new(key, leaving, KeyHistory.Read(options));

        var name = key.Verifier.Name;
        key.Dispose();
        leaving?.Dispose();
        throw ConfigurationException.ForSetting(
            "Portal__Ledger__Origin",
            $"the key in '{options.KeyFile}' is of the log '{name}', and a log keeps its name",
            name
        );
    }

    /// <summary>Signs a text with the portal's name under it.</summary>
    /// <inheritdoc cref="SignedNote.Sign" path="/exception"/>
    public SignedNote Sign(string text) => SignedNote.Sign(text, _key);

    /// <summary>
    /// Signs a checkpoint: with the present key, and while it is being handed over also with the one before, so that
    /// whoever knows only that one can follow.
    /// </summary>
    public SignedNote Sign(Checkpoint checkpoint) =>
        SignedNote.Sign(checkpoint.Text, _leaving is null ? [_key] : [_key, _leaving]);

    /// <summary>Reads a checkpoint of this log, whichever of its keys signed it.</summary>
    public Result<Checkpoint, CheckpointError> VerifyCheckpoint(string note)
    {
        var present = Checkpoint.Open(note, Verifier);
        if (present.IsSuccess || present.Error is not CheckpointError.NotSigned)
            return present;
        foreach (var earlier in Verifiers.Skip(1))
        {
            if (Checkpoint.Open(note, earlier) is { IsSuccess: true } opened)
                return opened;
        }

        return present;
    }

    public void Dispose()
    {
        _key.Dispose();
        _leaving?.Dispose();
    }
}
