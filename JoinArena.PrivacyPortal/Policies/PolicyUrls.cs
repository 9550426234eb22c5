namespace JoinArena.PrivacyPortal.Policies;

/// <summary>Where the policy's pages are.</summary>
public static class PolicyUrls
{
    /// <summary>A version, in a language of it where one is named.</summary>
    public static string GetVersionUrl(PolicyVersion version, string? language = null) =>
        language is null ? $"/policy/{version.Name}" : $"/policy/{version.Name}/{language}";

    /// <summary>What has changed from one version to another.</summary>
    public static string GetComparisonUrl(PolicyVersion from, PolicyVersion to, string? language = null) =>
        $"/policy/compare/{from.Name}/{to.Name}{(language is null or PolicyVersion.English ? "" : $"/{language}")}";

    /// <summary>The exact bytes a text's hash is of.</summary>
    public static string GetTextUrl(PolicyVersion version, string language) =>
        $"/policy/{version.Name}/text?lang={language}";
}
