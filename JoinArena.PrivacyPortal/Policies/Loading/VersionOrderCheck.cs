using JoinArena.PrivacyPortal.Data;

namespace JoinArena.PrivacyPortal.Policies.Loading;

/// <summary>Checks each version against the previous one.</summary>
internal static class VersionOrderCheck
{
    /// <param name="versions">The versions, by number.</param>
    public static void Check(IReadOnlyList<LoadedVersion> versions)
    {
        for (var i = 0; i < versions.Count; i++)
        {
            var version = versions[i].Version;
            var yaml = versions[i].Yaml;
            if (
                KebabCase.TryParse<ChangeKind>(yaml.GetOptionalText("change"), out _)
                && (version.Change is ChangeKind.Initial) != (i == 0)
            )
            {
                yaml.Report(
                    "change",
                    $"'change' is '{version.Change.ToKebabCase()}'",
                    i == 0 ? "the first version must be initial" : "only the first version may be initial"
                );
            }

            if (i > 0 && version.Effective != default && version.Effective <= versions[i - 1].Version.Effective)
            {
                yaml.Report(
                    "effective",
                    $"version {version.Name} does not come into force after version {versions[i - 1].Version.Name}",
                    "give the version with the higher number a later 'effective'"
                );
            }

            if (i > 0 && version.Published != default && version.Published < versions[i - 1].Version.Published)
            {
                yaml.Report(
                    "published",
                    $"version {version.Name} was published before version {versions[i - 1].Version.Name}",
                    "give the version with the higher number a later 'published'"
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
                    $"'change' is 'editorial', but version {version.Name} does not cover the same as version "
                        + $"{versions[i - 1].Version.Name}",
                    "use material, or restore 'covers'"
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
                    $"'change' is 'editorial', but version {version.Name} has a different 'basis' than version "
                        + $"{versions[i - 1].Version.Name}",
                    "use material, or restore each 'basis'"
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

    /// <summary>The legal basis of each use of data, for clauses that state one.</summary>
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
                        "remove 'replaces': there is no earlier version"
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
                        "replace only clauses that are no longer in the version"
                    );
                }
                else if (!replaced.Add(old))
                {
                    yaml.Report("replaces", $"'{old}' is replaced twice", "list it under one clause only");
                }
            }

            if (before?.FindClause(clause.Id) is not null && clause.Replaces.Count > 0)
            {
                yaml.Report(
                    "replaces",
                    $"'{clause.Id}' is in version {before.Name} under the same id",
                    "give the clause a new id, or remove 'replaces'"
                );
            }
        }
    }
}
