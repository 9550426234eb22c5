using System.Globalization;

namespace JoinArena.PrivacyPortal.Shell.Localization;

/// <summary>Writes text in the language of its reader instead of the current user.</summary>
public static class CultureScope
{
    /// <param name="locale">
    /// The BCP 47 tag of the reader's language. English is used if there is no translation.
    /// </param>
    /// <param name="write">Creates the text. It must finish before it returns.</param>
    public static T Run<T>(string locale, Func<T> write)
    {
        var culture = CultureInfo.CurrentCulture;
        var ui = CultureInfo.CurrentUICulture;
        var language =
            SharedResource.SupportedCultures.FirstOrDefault(l =>
                locale.Split('-')[0].Equals(l.TwoLetterISOLanguageName, StringComparison.OrdinalIgnoreCase)
            ) ?? SharedResource.SupportedCultures[0];
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
}
