using JoinArena.PrivacyPortal.Data;

namespace JoinArena.PrivacyPortal.Policies.Loading;

/// <summary>What each version must be to the one before it.</summary>
internal static class VersionOrderCheck
{
    /// <param name="versions">By number.</param>
    public static void Check(IReadOnlyList<LoadedVersion> versions)
    {
        for (var i = 0; i < versions.Count; i++)
        {
            var (version, yaml) = (versions[i].Version, versions[i].Yaml);
            if (
                KebabCase.TryParse<ChangeKind>(yaml.GetOptionalText("change"), out _)
                && (version.Change is ChangeKind.Initial) != (i == 0)
            )
            {
                yaml.Report(
                    "change",
                    $"'change' is '{KebabCase.ToKebabCase(version.Change)}'",
                    i == 0 ? "the first version's is initial" : "only the first version's is initial"
                );
            }

            if (i > 0 && version.Effective != default && version.Effective <= versions[i - 1].Version.Effective)
            {
                yaml.Report(
                    "effective",
                    $"version {version.Name} is not in force after version {versions[i - 1].Version.Name}",
                    "give the higher number the later 'effective'"
                );
            }

            if (i > 0 && version.Published != default && version.Published < versions[i - 1].Version.Published)
            {
                yaml.Report(
                    "published",
                    $"version {version.Name} was published before version {versions[i - 1].Version.Name}",
                    "give the higher number the later 'published'"
                );
            }

            if (
                i > 0
                && version.Change is ChangeKind.Editorial
                && Allowed(version).ToHashSet() is var now
                && !now.SetEquals(Allowed(versions[i - 1].Version))
            )
            {
                yaml.Report(
                    "change",
                    $"'change' is 'editorial', but version {version.Name} covers something else than version {versions[i - 1].Version.Name}",
                    "write material, or give 'covers' back what it said"
                );
            }

            if (
                i > 0
                && version.Change is ChangeKind.Editorial
                && GetLegalBases(version).ToHashSet() is var bases
                && !bases.SetEquals(GetLegalBases(versions[i - 1].Version))
            )
            {
                yaml.Report(
                    "change",
                    $"'change' is 'editorial', but version {version.Name} rests on another 'basis' than version {versions[i - 1].Version.Name}",
                    "write material, or give each 'basis' back what it said"
                );
            }

            CheckReplaced(versions[i], i == 0 ? null : versions[i - 1].Version);
        }
    }

    private static IEnumerable<(DataCategory, PartyKind, Purpose, Direction)> Allowed(PolicyVersion version) =>
        from clause in version.Clauses
        from covers in clause.CoverageRules
        from data in covers.Categories
        from with in covers.Recipients
        from purpose in covers.Purposes
        select (data, with, purpose, covers.Direction);

    /// <summary>What in the law each use of the data rests on, where a version says so.</summary>
    internal static IEnumerable<(DataCategory, PartyKind, Purpose, Direction, LegalBasis?)> GetLegalBases(
        PolicyVersion version
    ) =>
        from clause in version.Clauses
        where clause.Basis is not null
        from covers in clause.CoverageRules
        from data in covers.Categories
        from with in covers.Recipients
        from purpose in covers.Purposes
        select (data, with, purpose, covers.Direction, clause.Basis);

    private static void CheckReplaced(LoadedVersion read, PolicyVersion? before)
    {
        var replaced = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (clause, yaml) in read.Version.Clauses.Zip(read.Clauses))
        {
            foreach (var old in clause.Replaces)
            {
                if (before is null)
                {
                    yaml.Report(
                        "replaces",
                        $"'{clause.Id}' replaces '{old}' in the first version",
                        "take 'replaces' out: there is nothing before"
                    );
                }
                else if (before.FindClause(old) is null)
                {
                    yaml.Report(
                        "replaces",
                        $"version {before.Name} has no clause '{old}'",
                        $"use one of {string.Join(", ", before.Clauses.Select(c => c.Id))}"
                    );
                }
                else if (read.Version.FindClause(old) is not null)
                {
                    yaml.Report(
                        "replaces",
                        $"'{clause.Id}' replaces '{old}', which is still here",
                        "replace only what is gone under its old id"
                    );
                }
                else if (!replaced.Add(old))
                {
                    yaml.Report(
                        "replaces",
                        $"'{old}' is replaced twice",
                        "name it in the one clause that carries it on"
                    );
                }
            }

            if (before?.FindClause(clause.Id) is not null && clause.Replaces.Count > 0)
            {
                yaml.Report(
                    "replaces",
                    $"'{clause.Id}' is in version {before.Name} under the same id",
                    "give what carries on several clauses an id of its own, or take 'replaces' out"
                );
            }
        }
    }
}
