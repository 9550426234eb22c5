using System.Globalization;
using JoinArena.PrivacyPortal.Shell.Localization;

namespace JoinArena.PrivacyPortal.Deletion.Requests.WorkerEmails;

/// <summary>
/// The language of the reader of an email. An officer, a party or a job may cause it, and their language is another.
/// </summary>
internal static class ReaderCulture
{
    /// <summary>Writes a text in the language of a locale such as <c>pt-BR</c>, or in the first supported one.</summary>
    public static T Use<T>(string locale, Func<T> write)
    {
        var culture = CultureInfo.CurrentCulture;
        var ui = CultureInfo.CurrentUICulture;
        var language = FindSupported(locale.Split('-')[0]);
        try
        {
            CultureInfo.CurrentCulture = language;
            CultureInfo.CurrentUICulture = language;
            return write();
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
            CultureInfo.CurrentUICulture = ui;
        }
    }

    private static CultureInfo FindSupported(string language) =>
        SharedResource.SupportedCultures.FirstOrDefault(c =>
            language.Equals(c.TwoLetterISOLanguageName, StringComparison.OrdinalIgnoreCase)
        ) ?? SharedResource.SupportedCultures[0];
}
