using System.Text;
using JoinArena.PrivacyPortal.Data;

namespace JoinArena.PrivacyPortal.Ledger.Notes;

/// <summary>
/// The key this portal signs receipts, certificates and checkpoints with. Its name is the log's name, and stays what it was when the key was made:
/// an address that changes later does not rename a log. Several nodes need the same file.
/// </summary>
public sealed class PortalKey : IDisposable
{
    private readonly NoteKey _key;

    private PortalKey(NoteKey key) => _key = key;

    /// <summary>The log's name (C2SP: origin).</summary>
    public string Origin => _key.Verifier.Name;

    /// <summary>What others check this portal's signatures with; stands at <c>/ledger/key</c>.</summary>
    public VerifierKey Verifier => _key.Verifier;

    /// <summary>Reads the key, or makes it where there is none yet.</summary>
    /// <exception cref="ConfigurationException">The file holds no key, or another log's than the settings say.</exception>
    public static PortalKey Open(LedgerOptions options)
    {
        if (!File.Exists(options.KeyFile)) Create(options);
        if (!NoteKey.TryParse(File.ReadAllText(options.KeyFile).TrimEnd(), out var key))
            throw ConfigurationException.Of("Portal__Ledger__KeyFile", $"'{options.KeyFile}' holds no signing key; put it back from a copy, its old signatures cannot be made again with another", "/etc/joinarena/ledger.key");
        if (options.Origin is null || string.Equals(options.Origin, key.Verifier.Name, StringComparison.Ordinal)) return new(key);

        var name = key.Verifier.Name;
        key.Dispose();
        throw ConfigurationException.Of("Portal__Ledger__Origin", $"the key in '{options.KeyFile}' is of the log '{name}', and a log keeps its name", name);
    }

    /// <summary>Signs a text with the portal's name under it.</summary>
    /// <inheritdoc cref="SignedNote.Sign" path="/exception"/>
    public SignedNote Sign(string text) => SignedNote.Sign(text, _key);

    public void Dispose() => _key.Dispose();

    private static void Create(LedgerOptions options)
    {
        using var key = NoteKey.Create(options.Origin ?? options.DefaultOrigin());
        var folder = Path.GetDirectoryName(options.KeyFile)!;
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
        else Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

        var draft = Path.Combine(folder, $".{Guid.NewGuid():N}");
        var rights = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) rights.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var file = new FileStream(draft, rights))
        {
            file.Write(Encoding.UTF8.GetBytes(key.Export() + "\n"));
            file.Flush(flushToDisk: true);
        }

        try
        {
            File.Move(draft, options.KeyFile, overwrite: false);
        }
        catch (IOException) when (File.Exists(options.KeyFile))
        {
            // Another process made it first; that one is everybody's.
            File.Delete(draft);
        }
    }
}
