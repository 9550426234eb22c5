using System.Security.Cryptography;

namespace JoinArena.PrivacyPortal.Notifications.Webhooks;

/// <summary>
/// A signing secret as Standard Webhooks 1.0.0 writes it: <c>whsec_</c> and 24 to 64 random bytes in base64.
/// </summary>
public static class WebhookSecret
{
    private const string Prefix = "whsec_";

    /// <summary>
    /// After a secret is replaced, the old one still signs for this long, so that the other side can change over.
    /// </summary>
    public static readonly TimeSpan RotationOverlap = TimeSpan.FromHours(24);

    public static string Generate() => Prefix + Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));

    public static bool IsValid(string text)
    {
        Span<byte> bytes = stackalloc byte[96];
        return text.StartsWith(Prefix, StringComparison.Ordinal)
            && text.Length < 120
            && Convert.TryFromBase64String(text[Prefix.Length..], bytes, out var length)
            && length is >= 24 and <= 64;
    }

    /// <summary>The bytes it stands for.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static byte[] Decode(string text) =>
        IsValid(text)
            ? Convert.FromBase64String(text[Prefix.Length..])
            : throw new FormatException("This is no signing secret.");
}
