using System.Globalization;

namespace JoinArena.PrivacyPortal.Shell.Localization;

/// <summary>
/// The texts of the portal. English texts are the keys. Add a translation as <c>SharedResource.es.resx</c> beside this
/// file.
/// </summary>
public sealed class SharedResource
{
    /// <summary>The languages with a complete translation. The first one is the default.</summary>
    public static readonly IReadOnlyList<CultureInfo> SupportedCultures = [CultureInfo.GetCultureInfo("en")];
}
