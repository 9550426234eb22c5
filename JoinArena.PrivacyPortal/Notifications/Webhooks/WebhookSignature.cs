using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace JoinArena.PrivacyPortal.Notifications.Webhooks;

/// <summary>
/// The three headers of Standard Webhooks 1.0.0. They show a receiver that a call is from the portal, unchanged and
/// recent.
/// </summary>
public static class WebhookSignature
{
    public const string IdHeader = "webhook-id";
    public const string TimestampHeader = "webhook-timestamp";
    public const string SignatureHeader = "webhook-signature";

    /// <summary>The signatures of exactly these bytes: one with each secret, separated by spaces.</summary>
    /// <param name="id">The message's id, the same at each try; without a full stop, which separates the parts.</param>
    /// <param name="at">When the message is sent; whole seconds are signed.</param>
    /// <param name="body">The bytes that are sent.</param>
    /// <param name="secrets">One, or two while the secret is being replaced.</param>
    public static string Compute(string id, DateTimeOffset at, ReadOnlySpan<byte> body, IReadOnlyList<string> secrets)
    {
        if (id.Length == 0 || id.Any(c => c is '.' || !char.IsAscii(c) || char.IsControl(c)))
            throw new ArgumentException("The id of a webhook must be ASCII text without a full stop.", nameof(id));
        byte[] signed =
        [
            .. Encoding.ASCII.GetBytes(id),
            (byte)'.',
            .. Encoding.ASCII.GetBytes(FormatTimestamp(at)),
            (byte)'.',
            .. body,
        ];
        return string.Join(
            ' ',
            secrets.Select(secret =>
                "v1," + Convert.ToBase64String(HMACSHA256.HashData(WebhookSecret.Decode(secret), signed))
            )
        );
    }

    /// <summary>Signs a request that is about to be sent.</summary>
    public static void Sign(
        HttpRequestMessage request,
        string id,
        DateTimeOffset at,
        ReadOnlySpan<byte> body,
        IReadOnlyList<string> secrets
    )
    {
        request.Headers.Add(IdHeader, id);
        request.Headers.Add(TimestampHeader, FormatTimestamp(at));
        request.Headers.Add(SignatureHeader, Compute(id, at, body, secrets));
    }

    private static string FormatTimestamp(DateTimeOffset at) =>
        at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
}
