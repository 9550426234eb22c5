using System.Globalization;
using JoinArena.PrivacyPortal.Shell.Localization;
using Microsoft.Extensions.Localization;

namespace JoinArena.PrivacyPortal.Policies.Reading;

/// <summary>Names of languages, in those languages and in the reader’s.</summary>
internal static class LanguageNames
{
    /// <summary>"English", "Español". The tag itself if the language is not known.</summary>
    public static string GetNativeName(string tag)
    {
        var culture = CultureInfo.GetCultureInfo(tag);
        var name = culture.NativeName;
        return name.Length == 0 ? tag : culture.TextInfo.ToUpper(name[..1]) + name[1..];
    }

    extension(IStringLocalizer<SharedResource> words)
    {
        /// <summary>
        /// The name within a sentence in the reader's language: "Spanish", "inglés". A language that the portal is not in
        /// has its own name for itself.
        /// </summary>
        public string NameLanguage(string tag) =>
            tag switch
            {
                "en" => words["English"],
                "es" => words["Spanish"],
                "pt-BR" => words["Brazilian Portuguese"],
                "ar" => words["Arabic"],
                _ => GetNativeName(tag),
            };
    }
}
