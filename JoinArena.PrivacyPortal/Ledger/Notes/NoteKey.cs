using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using NSec.Cryptography;

namespace JoinArena.PrivacyPortal.Ledger.Notes;

/// <summary>
/// A private Ed25519 key that signs notes. Its text form is the one that Go's tools read and write:
/// <c>PRIVATE+KEY+name+id+seed</c>.
/// </summary>
public sealed class NoteKey : IDisposable
{
    private const string Prefix = "PRIVATE+KEY+";
    private const int SeedLength = 32;
    private readonly Key _key;

    private NoteKey(string name, ReadOnlySpan<byte> seed)
    {
        _key = Key.Import(
            SignatureAlgorithm.Ed25519,
            seed,
            KeyBlobFormat.RawPrivateKey,
            new() { ExportPolicy = KeyExportPolicies.AllowPlaintextArchiving }
        );
        Verifier = VerifierKey.Create(name, KeyType.Ed25519, _key.PublicKey.Export(KeyBlobFormat.RawPublicKey));
    }

    /// <summary>The public key that verifies its signatures.</summary>
    public VerifierKey Verifier { get; }

    /// <summary>Creates a random key with this name.</summary>
    /// <exception cref="ArgumentException">The name is not valid in a note.</exception>
    public static NoteKey Create(string name) => new(name, RandomNumberGenerator.GetBytes(SeedLength));

    /// <summary>Reads the private text form.</summary>
    /// <returns>False for anything else, including a text whose id does not match its key.</returns>
    public static bool TryParse(string? text, [NotNullWhen(true)] out NoteKey? key)
    {
        key = null;
        if (text is null || !text.StartsWith(Prefix, StringComparison.Ordinal))
            return false;
        if (text[Prefix.Length..].Split('+', 3) is not [var name, _, var encoded] || !KeyName.IsValid(name))
            return false;
        if (
            !StrictBase64.TryDecode(encoded, out var typed)
            || typed.Length != SeedLength + 1
            || typed[0] != (byte)KeyType.Ed25519
        )
        {
            return false;
        }

        var read = new NoteKey(name, typed.AsSpan(1));
        if (string.Equals(read.Export(), text, StringComparison.Ordinal))
            key = read;
        else
            read.Dispose();
        return key is not null;
    }

    /// <summary>Signs the text.</summary>
    /// <param name="text">Ends with a newline; <see cref="SignedNote"/> says what it may contain.</param>
    public NoteSignature Sign(string text) =>
        new(Verifier.Name, Verifier.Id, SignatureAlgorithm.Ed25519.Sign(_key, Encoding.UTF8.GetBytes(text)));

    /// <summary>The private text form. Store it only in a file that no one but its owner can read.</summary>
    public string Export()
    {
        var parts = Verifier.ToString().Split('+', 3);
        byte[] typed = [(byte)KeyType.Ed25519, .. _key.Export(KeyBlobFormat.RawPrivateKey)];
        return $"{Prefix}{parts[0]}+{parts[1]}+{Convert.ToBase64String(typed)}";
    }

    public void Dispose() => _key.Dispose();
}
