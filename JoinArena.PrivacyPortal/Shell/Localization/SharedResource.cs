namespace JoinArena.PrivacyPortal.Shell.Localization;

/// <summary>
/// The texts of the portal. English texts are the keys; the translations are <c>SharedResource.es.resx</c> and so on
/// beside this file, complete for whatever a worker or a visitor can read. A form of a plural has the name
/// <see cref="GetPluralName"/>.
/// </summary>
public sealed class SharedResource
{
    /// <summary>The name of a plural form in the resource files: <c>{0} parties [few]</c>.</summary>
    /// <param name="other">The English sentence for several.</param>
    /// <param name="category">The category of the language.</param>
    public static string GetPluralName(string other, PluralCategory category) =>
        $"{other} [{category.ToString().ToLowerInvariant()}]";
}
