using System.Security.Cryptography;

namespace JoinArena.PrivacyPortal.Disclosures;

/// <summary>A signing secret as Standard Webhooks 1.0.0 writes it: <c>whsec_</c> and 24 to 64 random bytes in base64.</summary>
internal static class WebhookSecret
{
    private const string Prefix = "whsec_";

    public static string New() => Prefix + Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));

    public static bool IsValid(string text)
    {
        Span<byte> bytes = stackalloc byte[96];
        return text.StartsWith(Prefix, StringComparison.Ordinal) && text.Length < 120
            && Convert.TryFromBase64String(text[Prefix.Length..], bytes, out var length) && length is >= 24 and <= 64;
    }
}
