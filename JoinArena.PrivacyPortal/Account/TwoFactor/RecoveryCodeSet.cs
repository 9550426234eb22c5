using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace JoinArena.PrivacyPortal.Account.TwoFactor;

/// <summary>
/// The recovery codes of one account as they are kept: hashed, with one salt for all, so that checking what someone
/// typed takes one slow hash and not ten. Source: OWASP ASVS 5.0.0 6.5.2.
/// </summary>
internal sealed class RecoveryCodeSet
{
    private const string Format = "pbkdf2-sha512";
    private const int SaltLength = 16;
    private const int HashLength = 32;

    private readonly int _rounds;
    private readonly byte[] _salt;
    private readonly IReadOnlyList<byte[]> _hashes;

    private RecoveryCodeSet(int rounds, byte[] salt, IReadOnlyList<byte[]> hashes)
    {
        _rounds = rounds;
        _salt = salt;
        _hashes = hashes;
    }

    /// <summary>How many codes are left.</summary>
    public int Count => _hashes.Count;

    /// <param name="codes">As people read them.</param>
    /// <param name="rounds">How often each is hashed, as for passwords.</param>
    public static RecoveryCodeSet Create(IEnumerable<string> codes, int rounds)
    {
        var salt = RandomNumberGenerator.GetBytes(SaltLength);
        return new(rounds, salt, [.. codes.Select(code => Hash(code, salt, rounds))]);
    }

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    /// <returns>Null for a list of codes as earlier versions kept them.</returns>
    public static RecoveryCodeSet? TryParse(string kept)
    {
        var parts = kept.Split(';');
        return parts is [Format, var rounds, var salt, .. var hashes]
            ? new(
                int.Parse(rounds, CultureInfo.InvariantCulture),
                Convert.FromBase64String(salt),
                [.. hashes.Select(Convert.FromBase64String)]
            )
            : null;
    }

    /// <summary>Uses one up.</summary>
    /// <returns>The codes that are left; null if this is none of them.</returns>
    public RecoveryCodeSet? Redeem(string code)
    {
        var typed = Hash(code, _salt, _rounds);
        List<byte[]> left = [.. _hashes.Where(hash => !CryptographicOperations.FixedTimeEquals(hash, typed))];
        return left.Count < Count ? new(_rounds, _salt, left) : null;
    }

    /// <summary>What is kept: the format, the rounds, the salt and the hashes.</summary>
    public override string ToString() =>
        string.Join(
            ';',
            [
                Format,
                _rounds.ToString(CultureInfo.InvariantCulture),
                Convert.ToBase64String(_salt),
                .. _hashes.Select(hash => Convert.ToBase64String(hash)),
            ]
        );

    private static byte[] Hash(string code, byte[] salt, int rounds) =>
        Rfc2898DeriveBytes.Pbkdf2(Encoding.UTF8.GetBytes(code), salt, rounds, HashAlgorithmName.SHA512, HashLength);
}
