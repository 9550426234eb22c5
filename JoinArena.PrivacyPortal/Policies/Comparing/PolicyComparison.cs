namespace JoinArena.PrivacyPortal.Policies.Comparing;

/// <summary>
/// Compares two versions: each clause, the text outside the clauses, and what the policy as a whole allows.
/// </summary>
public sealed class PolicyComparison
{
    private PolicyComparison(PolicyVersion from, PolicyVersion to, string language)
    {
        From = from;
        To = to;
        Language = language;
    }

    /// <summary>The version to compare from. It may be the later one.</summary>
    public PolicyVersion From { get; }

    /// <summary>The version to compare to.</summary>
    public PolicyVersion To { get; }

    /// <summary>The language of the texts: the one asked for if both versions have it, or English.</summary>
    public string Language { get; }

    /// <summary>
    /// Every clause of both versions, in the order of <see cref="To"/>. A removed clause keeps its old position.
    /// </summary>
    public required IReadOnlyList<ClauseChange> Clauses { get; init; }

    /// <summary>The title, the headings and the text outside the clauses.</summary>
    public required Passage SurroundingText { get; init; }

    /// <summary>The change in what the policy as a whole allows.</summary>
    public required CoverageChange Coverage { get; init; }

    /// <summary>True if the texts and what they allow are the same.</summary>
    public bool IsEmpty =>
        SurroundingText.IsSame && Coverage.IsEmpty && Clauses.All(c => c.Kind is ClauseChangeKind.Unchanged);

    /// <summary>The number of clauses with this change.</summary>
    public int CountClauses(ClauseChangeKind fate) => Clauses.Count(c => c.Kind == fate);

    /// <summary>Compares two versions in either order.</summary>
    /// <param name="versions">All versions, oldest first. Clauses are followed through the versions in between.</param>
    public static PolicyComparison Create(
        IReadOnlyList<PolicyVersion> versions,
        PolicyVersion from,
        PolicyVersion to,
        string language
    )
    {
        var spoken =
            from.Texts.ContainsKey(language) && to.Texts.ContainsKey(language) ? language : PolicyVersion.English;
        var isBackwards = from.Number > to.Number;
        var first = isBackwards ? to : from;
        var last = isBackwards ? from : to;
        var groups = ClauseLineage.MatchClauses([
            first,
            .. versions.Where(v => v.Number > first.Number && v.Number < last.Number),
            last,
        ]);
        var moved = Moved([
            .. groups
                .Where(g => g.Earlier.Count > 0 && g.Later.Count > 0)
                .Select(g => (g.Later, FindPlace(g.Earlier, first), FindPlace(g.Later, last))),
        ]);

        var change = CoverageChange.Create(from.Clauses, to.Clauses);
        var added = AllowedUse.Expand(change.Added);
        var removed = AllowedUse.Expand(change.Removed);
        var clauses = groups.Select(g =>
        {
            var (before, after) = isBackwards ? (g.Later, g.Earlier) : (g.Earlier, g.Later);
            var was = AllowedUse.Expand(before);
            var now = AllowedUse.Expand(after);
            return new ClauseChange(
                before,
                after,
                new(Html(from, before, spoken), Html(to, after, spoken)),
                moved.Contains(g.Later)
            )
            {
                Coverage = new(
                    AllowedUse.Group(now.Except(was).Where(added.Contains)),
                    AllowedUse.Group(was.Except(now).Where(removed.Contains))
                ),
                IsCoverageMoved =
                    now.Except(was).Any(a => !added.Contains(a)) || was.Except(now).Any(a => !removed.Contains(a)),
            };
        });
        return new(from, to, spoken)
        {
            Clauses = InOrder([.. clauses], from, to),
            SurroundingText = new(Rest(from, spoken), Rest(to, spoken)),
            Coverage = change,
        };
    }

    private static int FindPlace(IReadOnlyList<Clause> clauses, PolicyVersion version) =>
        version.Clauses.TakeWhile(c => c != clauses[0]).Count();

    /// <summary>The smallest set of clauses to move to turn the earlier order into the later one.</summary>
    private static HashSet<IReadOnlyList<Clause>> Moved(
        List<(IReadOnlyList<Clause> Clause, int Earlier, int Later)> kept
    )
    {
        kept.Sort((a, b) => a.Earlier.CompareTo(b.Earlier));
        // For each clause, the longest sequence of clauses in unchanged order that ends with it.
        var length = new int[kept.Count];
        var previous = new int[kept.Count];
        for (var i = 0; i < kept.Count; i++)
        {
            length[i] = 1;
            previous[i] = -1;
            for (var j = 0; j < i; j++)
            {
                if (kept[j].Later < kept[i].Later && length[j] >= length[i])
                {
                    length[i] = length[j] + 1;
                    previous[i] = j;
                }
            }
        }

        var stayed = new HashSet<int>();
        for (var i = Array.IndexOf(length, length.DefaultIfEmpty().Max()); i >= 0; i = previous[i])
            stayed.Add(i);
        return [.. kept.Where((_, i) => !stayed.Contains(i)).Select(k => k.Clause)];
    }

    private static List<ClauseChange> InOrder(List<ClauseChange> clauses, PolicyVersion from, PolicyVersion to)
    {
        var order = clauses.Where(c => c.After.Count > 0).OrderBy(c => FindPlace(c.After, to)).ToList();
        foreach (var gone in clauses.Where(c => c.After.Count == 0).OrderBy(c => FindPlace(c.Before, from)))
        {
            var place = FindPlace(gone.Before, from);
            order.Insert(place == 0 ? 0 : 1 + order.FindIndex(c => c.Before.Contains(from.Clauses[place - 1])), gone);
        }

        return order;
    }

    private static string Html(PolicyVersion version, IReadOnlyList<Clause> clauses, string language) =>
        string.Join(
            '\n',
            version
                .Texts[language]
                .Parts.Where(p =>
                    p.ClauseId is { } id && clauses.Any(c => string.Equals(c.Id, id, StringComparison.Ordinal))
                )
                .Select(p => p.Html)
        );

    private static string Rest(PolicyVersion version, string language) =>
        string.Join(
            '\n',
            version
                .Texts[language]
                .Parts.Where(p => p.ClauseId is null)
                .Select(p => p.IsHeading ? $"<h3>{p.Html}</h3>" : p.Html)
        );
}
