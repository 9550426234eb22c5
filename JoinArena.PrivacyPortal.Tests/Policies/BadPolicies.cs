namespace JoinArena.PrivacyPortal.Tests.Policies;

/// <summary>The table of <see cref="BadPolicyTests"/>.</summary>
internal static class BadPolicies
{
    public static IEnumerable<BadPolicy> All =>
        [
            .. BadVersionFiles.Yaml,
            .. BadVersionFiles.Front,
            .. BadClauses.Clauses,
            .. BadTexts.Texts,
            .. BadTexts.Links,
            .. BadTexts.Bytes,
            .. BadVersions.Versions,
            .. BadVersions.Locks,
        ];
}
