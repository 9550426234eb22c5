using JoinArena.PrivacyPortal.Data;

namespace JoinArena.PrivacyPortal.Ledger.Notes;

/// <summary>Files that hold private keys of the log: <see cref="SecretFile"/>.</summary>
internal static class KeyFile
{
    /// <inheritdoc cref="SecretFile.CreateIfMissing"/>
    public static void CreateIfMissing(string file, Func<NoteKey> create) =>
        SecretFile.CreateIfMissing(
            file,
            () =>
            {
                using var key = create();
                return $"{key.Export()}\n";
            }
        );

    /// <inheritdoc cref="SecretFile.IsOpenToOthers"/>
    public static bool IsOpenToOthers(string file) => SecretFile.IsOpenToOthers(file);

    /// <inheritdoc cref="SecretFile.Replace"/>
    public static void Replace(string file, string content) => SecretFile.Replace(file, content);
}
