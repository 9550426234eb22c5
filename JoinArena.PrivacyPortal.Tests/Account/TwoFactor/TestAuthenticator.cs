using System.Security.Cryptography;
using JoinArena.PrivacyPortal.Account.TwoFactor;
using Microsoft.AspNetCore.Identity;

namespace JoinArena.PrivacyPortal.Tests.Account.TwoFactor;

/// <summary>An authenticator app (RFC 6238), written apart from the portal's own check.</summary>
internal static class TestAuthenticator
{
    /// <summary>What the app shows.</summary>
    /// <param name="key">The secret, in base 32.</param>
    /// <param name="steps">How many steps of 30 seconds later than now.</param>
    /// <param name="now">Null for the machine's time.</param>
    public static string GetCode(string key, int steps = 0, DateTimeOffset? now = null)
    {
        var bits = string.Concat(
            key.Select(c =>
                Convert
                    .ToString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(c, StringComparison.Ordinal), 2)
                    .PadLeft(5, '0')
            )
        );
        var secret = Enumerable
            .Range(0, bits.Length / 8)
            .Select(i => Convert.ToByte(bits.Substring(i * 8, 8), 2))
            .ToArray();
        var counter = new byte[8];
        System.Buffers.Binary.BinaryPrimitives.WriteInt64BigEndian(
            counter,
            ((now ?? DateTimeOffset.UtcNow).ToUnixTimeSeconds() / 30) + steps
        );
#pragma warning disable CA5350 // What the RFC says, and every app does.
        var hash = HMACSHA1.HashData(secret, counter);
#pragma warning restore CA5350
        var number =
            System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(hash[^1] & 0xf)) & 0x7fffffff;
        return (number % 1_000_000).ToString("D6", System.Globalization.CultureInfo.InvariantCulture);
    }
}

/// <summary>A passkey that no device has.</summary>
internal static class TestPasskey
{
    public static UserPasskeyInfo Create(string name) =>
        new(
            Guid.NewGuid().ToByteArray(),
            [4],
            DateTimeOffset.UtcNow,
            0,
            [],
            isUserVerified: true,
            isBackupEligible: false,
            isBackedUp: false,
            [5],
            [6]
        )
        {
            Name = name,
        };
}
