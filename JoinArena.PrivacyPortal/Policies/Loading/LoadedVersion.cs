using JoinArena.PrivacyPortal.Data.ReviewedFiles;

namespace JoinArena.PrivacyPortal.Policies.Loading;

/// <summary>A version as read from its <c>version.yml</c>, with the file for findings.</summary>
/// <param name="Version">The version.</param>
/// <param name="Snapshot">The folder that contains it.</param>
/// <param name="Yaml">The whole file.</param>
/// <param name="Clauses">The entry of each clause, in the order of <c>Version.Clauses</c>.</param>
internal sealed record LoadedVersion(
    PolicyVersion Version,
    PolicyFileSnapshot Snapshot,
    ReviewedYaml Yaml,
    IReadOnlyList<ReviewedYaml> Clauses
);
