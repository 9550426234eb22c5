using System.Globalization;

namespace JoinArena.PrivacyPortal.Shell.Localization;

/// <summary>
/// Writes text in the language of its reader instead of the current user. An officer, a party or a job may cause an email
/// to a worker, and their language is another.
/// </summary>
public static class CultureScope
{
    /// <param name="locale">
    /// The BCP 47 tag of the reader's language, in any spelling. English is used if there is no translation.
    /// </param>
    /// <param name="write">Creates the text. It must finish before it returns.</param>
    public static T Run<T>(string locale, Func<T> write)
    {
        var culture = CultureInfo.CurrentCulture;
        var ui = CultureInfo.CurrentUICulture;
        try
        {
            Use(PortalLanguage.Find(locale) ?? PortalLanguage.English);
            return write();
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
            CultureInfo.CurrentUICulture = ui;
        }
    }

    /// <summary>Sets the language for what this asynchronous flow does from now on.</summary>
    internal static void Use(PortalLanguage language)
    {
        CultureInfo.CurrentCulture = language.Culture;
        CultureInfo.CurrentUICulture = language.Culture;
    }
}
