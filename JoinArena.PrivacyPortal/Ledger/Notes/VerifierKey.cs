using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using NSec.Cryptography;

namespace JoinArena.PrivacyPortal.Ledger.Notes;

/// <summary>
/// A public key in the text form that notes use: <c>privacy.example.com/ledger+c74f20a3+ARpc2Qc…</c> (C2SP signed-note,
/// verifier key).
/// </summary>
public sealed record VerifierKey
{
    private const int PublicKeyLength = 32;
    private readonly PublicKey _key;

    private VerifierKey(string name, KeyType type, byte[] publicKey)
    {
        Name = name;
        Type = type;
        Id = KeyName.ComputeId(name, type, publicKey);
        _key = PublicKey.Import(SignatureAlgorithm.Ed25519, publicKey, KeyBlobFormat.RawPublicKey);
    }

    /// <summary>The key's name; the name of the log, for a log's key.</summary>
    public string Name { get; }

    public KeyType Type { get; }

    /// <summary>Distinguishes keys with the same name.</summary>
    public uint Id { get; }

    /// <summary>The raw public key, 32 bytes.</summary>
    public byte[] PublicBytes => _key.Export(KeyBlobFormat.RawPublicKey);

    /// <exception cref="ArgumentException">The name is not valid in a note, or the key is not 32 bytes.</exception>
    public static VerifierKey Create(string name, KeyType type, byte[] publicKey) =>
        KeyName.IsValid(name) && publicKey.Length == PublicKeyLength
            ? new(name, type, publicKey)
            : throw new ArgumentException($"'{name}' with {publicKey.Length} bytes is not a valid key.", nameof(name));

    /// <summary>Reads one verifier key.</summary>
    /// <returns>False for anything else, including a key of an unknown type or with a wrong id.</returns>
    public static bool TryParse(string? text, [NotNullWhen(true)] out VerifierKey? key)
    {
        key = null;
        // Base64 may contain plus signs, so only the first two are separators.
        if (text?.Split('+', 3) is not [var name, var id, var encoded] || !KeyName.IsValid(name))
            return false;
        if (
            !StrictBase64.TryDecode(encoded, out var typed)
            || typed.Length != PublicKeyLength + 1
            || !Enum.IsDefined((KeyType)typed[0])
        )
        {
            return false;
        }
        // Not all values of 32 bytes are points on the curve.
        if (!PublicKey.TryImport(SignatureAlgorithm.Ed25519, typed.AsSpan(1), KeyBlobFormat.RawPublicKey, out _))
            return false;
        var read = new VerifierKey(name, (KeyType)typed[0], typed[1..]);
        if (!string.Equals(read.HexId, id, StringComparison.Ordinal))
            return false;
        key = read;
        return true;
    }

    /// <summary>Whether <paramref name="signature"/> is this key's signature of <paramref name="message"/>.</summary>
    public bool Verify(ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature) =>
        SignatureAlgorithm.Ed25519.Verify(_key, message, signature);

    public bool Equals(VerifierKey? other) => string.Equals(ToString(), other?.ToString(), StringComparison.Ordinal);

    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);

    /// <summary>The verifier key in its text form.</summary>
    public override string ToString() => $"{Name}+{HexId}+{Convert.ToBase64String([(byte)Type, .. PublicBytes])}";

    private string HexId => Id.ToString("x8", CultureInfo.InvariantCulture);
}
