using System.Globalization;

namespace JoinArena.PrivacyPortal.Shell.Localization;

/// <summary>Writes something in the language of the one who will read it, whoever causes it to be written.</summary>
public static class CultureScope
{
    /// <param name="locale">BCP 47 tag of the reader's language; one there is no text for is English.</param>
    /// <param name="write">Says it, at once and in full.</param>
    public static T Run<T>(string locale, Func<T> write)
    {
        var (culture, ui) = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        var language =
            SharedResource.SupportedCultures.FirstOrDefault(l =>
                locale.Split('-')[0].Equals(l.TwoLetterISOLanguageName, StringComparison.OrdinalIgnoreCase)
            ) ?? SharedResource.SupportedCultures[0];
        try
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (language, language);
            return write();
        }
        finally
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (culture, ui);
        }
    }
}
