namespace JoinArena.PrivacyPortal.Policies;

/// <summary>The addresses of the policy's pages.</summary>
public static class PolicyUrls
{
    /// <summary>The page of a version, in one language if given.</summary>
    public static string GetVersionUrl(PolicyVersion version, string? language = null) =>
        language is null ? $"/policy/{version.Name}" : $"/policy/{version.Name}/{language}";

    /// <summary>The page that compares two versions.</summary>
    public static string GetComparisonUrl(PolicyVersion from, PolicyVersion to, string? language = null) =>
        $"/policy/compare/{from.Name}/{to.Name}{(language is null or PolicyVersion.English ? "" : $"/{language}")}";

    /// <summary>The file with the exact bytes of a text.</summary>
    public static string GetTextUrl(PolicyVersion version, string language) =>
        $"/policy/{version.Name}/text?lang={language}";
}
