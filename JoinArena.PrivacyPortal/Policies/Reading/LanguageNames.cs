using System.Globalization;

namespace JoinArena.PrivacyPortal.Policies.Reading;

/// <summary>Names of languages in those languages.</summary>
internal static class LanguageNames
{
    /// <summary>"English", "Español". The tag itself if the language is not known.</summary>
    public static string GetNativeName(string tag)
    {
        var culture = CultureInfo.GetCultureInfo(tag);
        var name = culture.NativeName;
        return name.Length == 0 ? tag : culture.TextInfo.ToUpper(name[..1]) + name[1..];
    }
}
