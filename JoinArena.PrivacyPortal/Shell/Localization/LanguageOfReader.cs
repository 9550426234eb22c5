using System.Globalization;

namespace JoinArena.PrivacyPortal.Shell.Localization;

/// <summary>Writes something in the language of the one who will read it, whoever causes it to be written.</summary>
public static class LanguageOfReader
{
    /// <param name="locale">BCP 47 tag of the reader's language; one there is no text for is English.</param>
    /// <param name="write">Says it, at once and in full.</param>
    public static T Write<T>(string locale, Func<T> write)
    {
        var (culture, ui) = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        var language = Words.Languages.FirstOrDefault(l => locale.Split('-')[0].Equals(l.TwoLetterISOLanguageName, StringComparison.OrdinalIgnoreCase)) ?? Words.Languages[0];
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
