using System.Security.Cryptography;

namespace JoinArena.PrivacyPortal.Notifications.Webhooks;

/// <summary>
/// A signing secret in the form of Standard Webhooks 1.0.0: <c>whsec_</c> and 24 to 64 random bytes in base64.
/// </summary>
public static class WebhookSecret
{
    private const string Prefix = "whsec_";

    /// <summary>
    /// How long the old secret still signs after it is replaced, so that the receiver has time to switch.
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

    /// <summary>The secret's bytes.</summary>
    /// <exception cref="FormatException">The text is not a signing secret.</exception>
    public static byte[] Decode(string text) =>
        IsValid(text)
            ? Convert.FromBase64String(text[Prefix.Length..])
            : throw new FormatException("The text is not a signing secret.");
}
