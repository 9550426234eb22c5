using System.Security.Cryptography;
using System.Text;

namespace JoinArena.PrivacyPortal.Notifications.Previews;

/// <summary>Tells whether an email is the one that an officer has read.</summary>
internal static class EmailMark
{
    private const char Separator = '\u001f';

    /// <summary>A short text that differs for every two emails that differ in a word.</summary>
    public static string Of(Notice email) =>
        Convert.ToHexString(
            SHA256.HashData(
                Encoding.UTF8.GetBytes(
                    string.Join(Separator, [email.Subject, email.Greeting, .. email.Paragraphs, email.ButtonText])
                )
            )
        );

    /// <summary>True if this is the mark of the email. There is none of an email that cannot be sent.</summary>
    public static bool IsOf(Notice? email, string? mark) =>
        email is null || string.Equals(Of(email), mark, StringComparison.Ordinal);
}
