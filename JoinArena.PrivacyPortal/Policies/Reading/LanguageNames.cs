using System.Globalization;

namespace JoinArena.PrivacyPortal.Policies.Reading;

/// <summary>What languages call themselves, so that whoever reads one finds it.</summary>
internal static class LanguageNames
{
    /// <summary>"English", "Español"; the tag itself for a language the machine does not know.</summary>
    public static string GetNativeName(string tag)
    {
        var culture = CultureInfo.GetCultureInfo(tag);
        var name = culture.NativeName;
        return name.Length == 0 ? tag : culture.TextInfo.ToUpper(name[..1]) + name[1..];
    }
}
