using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace JoinArena.PrivacyPortal.Account.TwoFactor;

/// <summary>
/// The time-based codes of authenticator apps. Source: RFC 6238, with the algorithm that every app supports: HMAC-SHA-1,
/// six digits, a step of 30 seconds.
/// </summary>
internal static class AuthenticatorCode
{
    public const int Digits = 6;

    /// <summary>How many steps a device's clock may be off. Source: RFC 6238, section 5.2.</summary>
    private const int Tolerance = 1;

    private static readonly TimeSpan s_step = TimeSpan.FromSeconds(30);

    /// <summary>
    /// The step whose code was typed, or null if it is not a code of now, or of a step that was used before or is
    /// earlier than one.
    /// </summary>
    /// <param name="secret">The secret of the app, in base 32.</param>
    /// <param name="typed">The digits.</param>
    /// <param name="lastStep">The last step that was used, or null if none was.</param>
    public static long? FindStep(string secret, string typed, long? lastStep, DateTimeOffset now)
    {
        var key = DecodeBase32(secret);
        var current = now.ToUnixTimeSeconds() / (long)s_step.TotalSeconds;
        var given = Encoding.UTF8.GetBytes(typed);
        long? found = null;
        for (var step = current - Tolerance; step <= current + Tolerance; step++)
        {
            if (
                CryptographicOperations.FixedTimeEquals(given, Encoding.UTF8.GetBytes(Compute(key, step)))
                && !(step <= lastStep)
            )
            {
                found ??= step;
            }
        }

        return found;
    }

    /// <summary>The code of one step. Source: RFC 4226, section 5.3.</summary>
    public static string Compute(ReadOnlySpan<byte> key, long step)
    {
        Span<byte> counter = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
        Span<byte> hash = stackalloc byte[HMACSHA1.HashSizeInBytes];
#pragma warning disable CA5350 // Authenticator apps support no other algorithm. HMAC does not need a hash without collisions.
        HMACSHA1.HashData(key, counter, hash);
#pragma warning restore CA5350
        var offset = hash[^1] & 0xF;
        var number = BinaryPrimitives.ReadInt32BigEndian(hash[offset..]) & int.MaxValue;
        return (number % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }

    /// <summary>The bytes of a text in base 32 without padding. Source: RFC 4648, section 6.</summary>
    private static byte[] DecodeBase32(string text)
    {
        const int BitsPerSign = 5;
        var bytes = new List<byte>(text.Length * BitsPerSign / 8);
        var buffer = 0;
        var bits = 0;
        foreach (var sign in text.TrimEnd('='))
        {
            var value = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(
                char.ToUpperInvariant(sign),
                StringComparison.Ordinal
            );
            if (value < 0)
                throw new FormatException("The secret is not in base 32.");
            buffer = ((buffer << BitsPerSign) | value) & 0xFFF;
            bits += BitsPerSign;
            if (bits < 8)
                continue;
            bits -= 8;
            bytes.Add((byte)(buffer >> bits));
        }

        return [.. bytes];
    }
}
