using System.Globalization;

namespace JoinArena.PrivacyPortal.Shell.Localization;

/// <summary>A language that workers and visitors can read the portal in.</summary>
/// <param name="Culture">How the language writes numbers, dates and lists.</param>
/// <param name="Name">The language's own name for itself.</param>
/// <param name="IsReviewed">True once a native speaker has signed the translation.</param>
public sealed record PortalLanguage(CultureInfo Culture, string Name, bool IsReviewed)
{
    /// <summary>
    /// All languages, English first. Those with <c>IsReviewed: false</c> say so at the foot of each page until someone
    /// who speaks them has read <c>SharedResource.&lt;tag&gt;.resx</c>.
    /// </summary>
    public static readonly IReadOnlyList<PortalLanguage> All =
    [
        new(CultureInfo.GetCultureInfo("en"), "English", IsReviewed: true),
        new(CultureInfo.GetCultureInfo("es"), "Español", IsReviewed: false),
        new(CultureInfo.GetCultureInfo("pt-BR"), "Português (Brasil)", IsReviewed: false),
        new(CreateArabic(), "العربية", IsReviewed: false),
    ];

    /// <summary>The language of the sources, of the privacy team, and of readers whose language is not here.</summary>
    public static PortalLanguage English => All[0];

    /// <summary>The language of the text that is written now.</summary>
    public static PortalLanguage Current => Find(CultureInfo.CurrentUICulture.Name) ?? English;

    /// <summary>The BCP 47 tag: <c>pt-BR</c>.</summary>
    public string Tag => Culture.Name;

    /// <summary>The value of <c>dir</c>: <c>ltr</c>, or <c>rtl</c> for Arabic.</summary>
    public string Direction => Culture.TextInfo.IsRightToLeft ? "rtl" : "ltr";

    /// <summary>The value of <c>dir</c> for a text in any language, such as a policy's.</summary>
    /// <param name="tag">A BCP 47 tag.</param>
    public static string GetDirection(string tag) =>
        CultureInfo.GetCultureInfo(tag).TextInfo.IsRightToLeft ? "rtl" : "ltr";

    /// <summary>The place of a language among <see cref="All"/>, so that every list of languages has one order.</summary>
    /// <param name="tag">A BCP 47 tag. What the portal does not have comes last.</param>
    public static int GetPlace(string tag)
    {
        var place = All.ToList().FindIndex(language => language == Find(tag));
        return place < 0 ? All.Count : place;
    }

    /// <summary>
    /// The language for a tag in any spelling: itself, or the same language of another region. <c>es_MX</c> and <c>ES</c>
    /// are Spanish; <c>pt</c> and <c>pt-PT</c> are the Portuguese of Brazil.
    /// </summary>
    /// <returns>The language, or null if the portal does not have it.</returns>
    public static PortalLanguage? Find(string? tag)
    {
        var spelled = tag?.Replace('_', '-');
        var language = spelled?.Split('-')[0];
        return All.FirstOrDefault(l => l.Tag.Equals(spelled, StringComparison.OrdinalIgnoreCase))
            ?? All.FirstOrDefault(l =>
                l.Culture.TwoLetterISOLanguageName.Equals(language, StringComparison.OrdinalIgnoreCase)
            );
    }

    // CLDR writes generic Arabic with Arabic-Indic digits, and with Latin ones from Morocco to Algeria and in the
    // Emirates. Here they are Latin for everyone: .NET formats numbers with no others, and the numbers of requests, dates
    // in forms and the ledger's records have them, so that a page would otherwise mix both. The separators are then
    // CLDR's for Latin digits, and the calendar is Gregorian, as laws count.
    private static CultureInfo CreateArabic()
    {
        var arabic = new CultureInfo("ar", useUserOverride: false);
        var english = CultureInfo.GetCultureInfo("en").NumberFormat;
        arabic.NumberFormat = (NumberFormatInfo)english.Clone();
        arabic.DateTimeFormat.Calendar = new GregorianCalendar();
        return CultureInfo.ReadOnly(arabic);
    }
}
