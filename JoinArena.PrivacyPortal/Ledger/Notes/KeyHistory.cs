using JoinArena.PrivacyPortal.Data;

namespace JoinArena.PrivacyPortal.Ledger.Notes;

/// <summary>
/// The keys that a log had before its current one. Their verifier keys are kept in a file beside the key, so that their
/// signatures can always be checked. A private key is destroyed when the change to the next key is finished.
/// </summary>
public static class KeyHistory
{
    /// <summary>The earlier keys, newest first.</summary>
    /// <exception cref="ConfigurationException">A line of the file is not a verifier key.</exception>
    public static IReadOnlyList<VerifierKey> Read(LedgerOptions options)
    {
        var file = GetFilePath(options);
        if (!File.Exists(file))
            return [];
        return
        [
            .. File.ReadAllLines(file)
                .Where(line => line.Length > 0)
                .Select(line =>
                    VerifierKey.TryParse(line, out var key) && key.Type is KeyType.Ed25519
                        ? key
                        : throw ConfigurationException.ForSetting(
                            "Portal__Ledger__KeyFile",
                            $"the file '{file}' beside it has a line that is not a verifier key: '{line}'",
                            "privacy.example.com/ledger+530d903a+Aeky…"
                        )
                ),
        ];
    }

    /// <summary>
    /// Creates a new key with the same name. It signs from the next start on. Until <see cref="FinishRotation"/>, the
    /// earlier key signs checkpoints as well.
    /// </summary>
    /// <returns>The new verifier key; null if an earlier key change is not finished.</returns>
    /// <exception cref="ConfigurationException">The key cannot be read.</exception>
    public static VerifierKey? Rotate(LedgerOptions options)
    {
        if (ReadLines(options) is not [var current] || !NoteKey.TryParse(current, out var old))
            return null;
        using (old)
        using (var next = NoteKey.Create(old.Verifier.Name))
        {
            // The old key is listed as an earlier one before it is replaced, so there is never a signature by a key
            // that no file lists.
            KeyFile.Replace(
                GetFilePath(options),
                string.Concat(Read(options).Prepend(old.Verifier).Distinct().Select(key => $"{key}\n"))
            );
            KeyFile.Replace(options.KeyFile, $"{next.Export()}\n{current}\n");
            return next.Verifier;
        }
    }

    /// <summary>Ends a key change: destroys the earlier key, which no longer signs from the next start on.</summary>
    /// <returns>Whether a key change was in progress.</returns>
    /// <exception cref="ConfigurationException">The key cannot be read.</exception>
    public static bool FinishRotation(LedgerOptions options)
    {
        if (ReadLines(options) is not [var current, _])
            return false;
        KeyFile.Replace(options.KeyFile, $"{current}\n");
        return true;
    }

    /// <summary>The name of the file beside the key's.</summary>
    public const string FileName = "retired.keys";

    internal static string GetFilePath(LedgerOptions options) =>
        Path.Combine(Path.GetDirectoryName(options.KeyFile)!, FileName);

    private static string[] ReadLines(LedgerOptions options)
    {
        PortalKey.Open(options).Dispose();
        return File.ReadAllText(options.KeyFile).TrimEnd().Split('\n');
    }
}
