using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;

namespace JoinArena.PrivacyPortal.Ledger.Notes;

/// <summary>One signature line of a note.</summary>
/// <param name="Name">The name of the key.</param>
/// <param name="KeyId">The id that distinguishes keys with this name.</param>
/// <param name="Bytes">The signature; what it covers depends on the key's type.</param>
public sealed record NoteSignature(string Name, uint KeyId, byte[] Bytes)
{
    private const string Dash = "\u2014 ";
    private const int IdLength = 4;

    /// <summary>Whether this line names that key. It does not verify the signature.</summary>
    public bool IsBy(VerifierKey key) => KeyId == key.Id && string.Equals(Name, key.Name, StringComparison.Ordinal);

    /// <summary>Reads a line, without its newline.</summary>
    public static bool TryParse(string line, [NotNullWhen(true)] out NoteSignature? signature)
    {
        signature = null;
        if (
            !line.StartsWith(Dash, StringComparison.Ordinal)
            || line[Dash.Length..].Split(' ') is not [var name, var encoded]
            || !KeyName.IsValid(name)
        )
        {
            return false;
        }

        if (!StrictBase64.TryDecode(encoded, out var bytes) || bytes.Length <= IdLength)
            return false;
        signature = new(name, BinaryPrimitives.ReadUInt32BigEndian(bytes), bytes[IdLength..]);
        return true;
    }

    /// <summary>The line, without its newline.</summary>
    public override string ToString()
    {
        var payload = new byte[IdLength + Bytes.Length];
        BinaryPrimitives.WriteUInt32BigEndian(payload, KeyId);
        Bytes.CopyTo(payload, IdLength);
        return $"{Dash}{Name} {Convert.ToBase64String(payload)}";
    }
}
