namespace JoinArena.PrivacyPortal.Policies.Comparing;

/// <summary>
/// Two versions side by side: what has become of each clause, of the words around the clauses, and of what the whole
/// allows. Knows no page.
/// </summary>
public sealed class PolicyComparison
{
    private PolicyComparison(PolicyVersion from, PolicyVersion to, string language) =>
        (From, To, Language) = (from, to, language);

    /// <summary>The version compared with; it may be the later one.</summary>
    public PolicyVersion From { get; }

    /// <summary>The version that is told about.</summary>
    public PolicyVersion To { get; }

    /// <summary>The language of the texts compared: the one wished where both versions have it, else English.</summary>
    public string Language { get; }

    /// <summary>
    /// Every clause of both, in the order of <see cref="To"/>; one that is gone stands where it stood.
    /// </summary>
    public required IReadOnlyList<ClauseChange> Clauses { get; init; }

    /// <summary>The title, the headings, and what stands under no clause.</summary>
    public required Passage SurroundingText { get; init; }

    /// <summary>What the whole policy allows now and did not, and the other way round.</summary>
    public required CoverageChange Coverage { get; init; }

    /// <summary>Whether the texts are the same and allow the same.</summary>
    public bool IsEmpty =>
        SurroundingText.IsSame && Coverage.IsEmpty && Clauses.All(c => c.Kind is ClauseChangeKind.Unchanged);

    /// <summary>How many clauses each thing has happened to.</summary>
    public int CountClauses(ClauseChangeKind fate) => Clauses.Count(c => c.Kind == fate);

    /// <summary>Compares two versions in either order.</summary>
    /// <param name="versions">Every version, oldest first: a clause is followed through those between.</param>
    public static PolicyComparison Create(
        IReadOnlyList<PolicyVersion> versions,
        PolicyVersion from,
        PolicyVersion to,
        string language
    )
    {
        var spoken =
            from.Texts.ContainsKey(language) && to.Texts.ContainsKey(language) ? language : PolicyVersion.English;
        var (isBackwards, (first, last)) = (from.Number > to.Number, from.Number > to.Number ? (to, from) : (from, to));
        var groups = ClauseLineage.MatchClauses([
            first,
            .. versions.Where(v => v.Number > first.Number && v.Number < last.Number),
            last,
        ]);
        var moved = Moved([
            .. groups
                .Where(g => g.Earlier.Count > 0 && g.Later.Count > 0)
                .Select(g => (g.Later, PlaceOf(g.Earlier, first), PlaceOf(g.Later, last))),
        ]);

        var change = CoverageChange.Create(from.Clauses, to.Clauses);
        var (added, removed) = (AllowedUse.Expand(change.Added), AllowedUse.Expand(change.Removed));
        var clauses = groups.Select(g =>
        {
            var (before, after) = isBackwards ? (g.Later, g.Earlier) : (g.Earlier, g.Later);
            var (was, now) = (AllowedUse.Expand(before), AllowedUse.Expand(after));
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

    private static int PlaceOf(IReadOnlyList<Clause> clauses, PolicyVersion version) =>
        version.Clauses.TakeWhile(c => c != clauses[0]).Count();

    /// <summary>The fewest clauses one would have to carry to turn one order into the other.</summary>
    private static HashSet<IReadOnlyList<Clause>> Moved(
        List<(IReadOnlyList<Clause> Clause, int Earlier, int Later)> kept
    )
    {
        kept.Sort((a, b) => a.Earlier.CompareTo(b.Earlier));
        // The longest run of clauses whose order has stayed, ending at each.
        var (length, previous) = (new int[kept.Count], new int[kept.Count]);
        for (var i = 0; i < kept.Count; i++)
        {
            (length[i], previous[i]) = (1, -1);
            for (var j = 0; j < i; j++)
            {
                if (kept[j].Later < kept[i].Later && length[j] >= length[i])
                    (length[i], previous[i]) = (length[j] + 1, j);
            }
        }

        var stayed = new HashSet<int>();
        for (var i = Array.IndexOf(length, length.DefaultIfEmpty().Max()); i >= 0; i = previous[i])
            stayed.Add(i);
        return [.. kept.Where((_, i) => !stayed.Contains(i)).Select(k => k.Clause)];
    }

    private static List<ClauseChange> InOrder(List<ClauseChange> clauses, PolicyVersion from, PolicyVersion to)
    {
        var order = clauses.Where(c => c.After.Count > 0).OrderBy(c => PlaceOf(c.After, to)).ToList();
        foreach (var gone in clauses.Where(c => c.After.Count == 0).OrderBy(c => PlaceOf(c.Before, from)))
        {
            var place = PlaceOf(gone.Before, from);
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
