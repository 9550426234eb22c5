using JoinArena.PrivacyPortal.Data;

namespace JoinArena.PrivacyPortal.Ledger.Notes;

/// <summary>
/// The keys a log had before its present one. Only what checks them is kept, in a file beside the key, so that what
/// they signed can be checked for ever; what
/// signs is gone once the handover is over.
/// </summary>
public static class KeyHistory
{
    /// <summary>The earlier keys, from the newest to the oldest.</summary>
    /// <exception cref="ConfigurationException">A line of the file is no key of this log.</exception>
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
                            $"'{file}', beside it, has a line that is no key: '{line}'",
                            "privacy.example.com/ledger+530d903a+Aeky…"
                        )
                ),
        ];
    }

    /// <summary>
    /// Makes a new key of the same name. From the next start on it signs; checkpoints are signed with the one before as
    /// well, until <see cref="FinishRotation"/>.
    /// </summary>
    /// <returns>The new key; or null while an earlier handover is not finished.</returns>
    /// <exception cref="ConfigurationException">There is no key to replace, or it cannot be read.</exception>
    public static VerifierKey? Rotate(LedgerOptions options)
    {
        if (Lines(options) is not [var present] || !NoteKey.TryParse(present, out var old))
            return null;
        using (old)
        using (var next = NoteKey.Create(old.Verifier.Name))
        {
            // First it is known as an earlier one, then it is: at no instant is there a signature by a key that nobody
            // lists.
            KeyFile.Replace(
                GetFilePath(options),
                string.Concat(Read(options).Prepend(old.Verifier).Distinct().Select(key => $"{key}\n"))
            );
            KeyFile.Replace(options.KeyFile, $"{next.Export()}\n{present}\n");
            return next.Verifier;
        }
    }

    /// <summary>Ends a handover: the earlier key is destroyed, and signs nothing from the next start on.</summary>
    /// <returns>Whether there was one.</returns>
    /// <exception cref="ConfigurationException">The key cannot be read.</exception>
    public static bool FinishRotation(LedgerOptions options)
    {
        if (Lines(options) is not [var present, _])
            return false;
        KeyFile.Replace(options.KeyFile, $"{present}\n");
        return true;
    }

    /// <summary>What its file is called, beside the key's.</summary>
    public const string FileName = "retired.keys";

    internal static string GetFilePath(LedgerOptions options) =>
        Path.Combine(Path.GetDirectoryName(options.KeyFile)!, FileName);

    private static string[] Lines(LedgerOptions options)
    {
        PortalKey.Open(options).Dispose();
        return File.ReadAllText(options.KeyFile).TrimEnd().Split('\n');
    }
}
