namespace JoinArena.PrivacyPortal.Policies.Comparing;

/// <summary>
/// Matches the clauses of two versions. Renamed and merged clauses are followed from version to version.
/// </summary>
internal static class ClauseLineage
{
    /// <summary>Groups every clause of both versions with its counterparts. Each clause is in one group.</summary>
    /// <param name="versions">The versions from the earlier to the later, both included, in order.</param>
    public static IReadOnlyList<(IReadOnlyList<Clause> Earlier, IReadOnlyList<Clause> Later)> MatchClauses(
        IReadOnlyList<PolicyVersion> versions
    )
    {
        var earlier = versions[0].Clauses;
        var later = versions[^1].Clauses;
        var ancestors = Ancestors(versions);
        // A clause that was removed and later restored with the same id is the same clause.
        foreach (
            var clause in later
                .Where(c =>
                    ancestors[c.Id].Count == 0
                    && earlier.Any(e => Is(e, c.Id))
                    && !ancestors.Values.Any(a => a.Contains(c.Id))
                )
                .ToList()
        )
        {
            ancestors[clause.Id] = [clause.Id];
        }

        var groups = new List<(IReadOnlyList<Clause>, IReadOnlyList<Clause>)>();
        var left = later.ToList();
        while (left is [var first, ..])
        {
            var (members, roots) = Family(first, left, ancestors);
            left.RemoveAll(members.Contains);
            groups.Add(([.. earlier.Where(c => roots.Contains(c.Id))], members));
        }

        var kept = ancestors.Values.SelectMany(a => a).ToHashSet(StringComparer.Ordinal);
        groups.AddRange(
            earlier
                .Where(c => !kept.Contains(c.Id))
                .Select(c => ((IReadOnlyList<Clause>)[c], (IReadOnlyList<Clause>)[]))
        );
        return groups;
    }

    /// <summary>For each clause id of the last version, the matching ids in the first.</summary>
    private static Dictionary<string, HashSet<string>> Ancestors(IReadOnlyList<PolicyVersion> versions)
    {
        var ancestors = versions[0]
            .Clauses.ToDictionary(
                c => c.Id,
                c => new HashSet<string>(StringComparer.Ordinal) { c.Id },
                StringComparer.Ordinal
            );
        foreach (var version in versions.Skip(1))
        {
            ancestors = version.Clauses.ToDictionary(
                c => c.Id,
                c =>
                    c.Replaces.Append(c.Id)
                        .SelectMany(id => ancestors.GetValueOrDefault(id) ?? [])
                        .ToHashSet(StringComparer.Ordinal),
                StringComparer.Ordinal
            );
        }

        return ancestors;
    }

    /// <summary>All clauses that share an ancestor with <paramref name="first"/>, directly or through others.</summary>
    private static (IReadOnlyList<Clause> Members, HashSet<string> Roots) Family(
        Clause first,
        List<Clause> all,
        Dictionary<string, HashSet<string>> ancestors
    )
    {
        var roots = new HashSet<string>(ancestors[first.Id], StringComparer.Ordinal);
        while (true)
        {
            var members = all.Where(c => c == first || ancestors[c.Id].Overlaps(roots)).ToList();
            var more = members.SelectMany(c => ancestors[c.Id]).ToList();
            if (roots.IsSupersetOf(more))
                return (members, roots);
            roots.UnionWith(more);
        }
    }

    private static bool Is(Clause clause, string id) => string.Equals(clause.Id, id, StringComparison.Ordinal);
}
