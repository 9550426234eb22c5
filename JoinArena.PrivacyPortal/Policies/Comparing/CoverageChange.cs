namespace JoinArena.PrivacyPortal.Policies.Comparing;

/// <summary>What one set of clauses allows and another does not: the change in what a worker's data may be used for.</summary>
/// <param name="Added">What is allowed now and was not, in as few entries as its combinations allow.</param>
/// <param name="Removed">What was allowed and is not any more.</param>
public sealed record CoverageChange(IReadOnlyList<Covers> Added, IReadOnlyList<Covers> Removed)
{
    public bool IsNone => Added.Count == 0 && Removed.Count == 0;

    public static CoverageChange Of(IEnumerable<Clause> before, IEnumerable<Clause> after)
    {
        var (was, now) = (Allowed.By(before), Allowed.By(after));
        return new(Allowed.Grouped(now.Except(was)), Allowed.Grouped(was.Except(now)));
    }
}

/// <summary>One single thing a clause allows.</summary>
[System.Runtime.InteropServices.StructLayout(System.Runtime.InteropServices.LayoutKind.Auto)]
internal readonly record struct Allowed(DataCategory Data, PartyKind With, Purpose For, Direction Direction)
{
    /// <summary>Every combination the clauses allow.</summary>
    public static HashSet<Allowed> By(IEnumerable<Clause> clauses) => By(clauses.SelectMany(c => c.Covers));

    /// <summary>Every combination the entries allow.</summary>
    public static HashSet<Allowed> By(IEnumerable<Covers> entries) =>
    [
        .. from covers in entries
           from data in covers.Data
           from with in covers.With
           from purpose in covers.For
           select new Allowed(data, with, purpose, covers.Direction),
    ];

    /// <summary>The same combinations as entries: the data that go to the same parties for the same purposes stand together.</summary>
    public static IReadOnlyList<Covers> Grouped(IEnumerable<Allowed> all)
    {
        var byParty = from a in all
                      group a.Data by (a.With, a.For, a.Direction) into g
                      select (g.Key.With, g.Key.For, g.Key.Direction, Data: Key(g));
        var byPurpose = from a in byParty
                        group a.With by (a.Data, a.For, a.Direction) into g
                        select (g.Key.Data, g.Key.For, g.Key.Direction, With: Key(g));
        return
        [
            .. from a in byPurpose
               group a.For by (a.Data, a.With, a.Direction) into g
               orderby g.Key.Direction, g.Key.With, g.Min()
               select new Covers(Set<DataCategory>(g.Key.Data), Set<PartyKind>(g.Key.With), g.ToHashSet(), g.Key.Direction),
        ];
    }

    // Sets compare by reference; as a number with a bit a member they compare by what is in them.
    private static ulong Key<T>(IEnumerable<T> members) where T : struct, Enum => members.Aggregate(0UL, (key, member) => key | (1UL << Convert.ToInt32(member, System.Globalization.CultureInfo.InvariantCulture)));

    private static HashSet<T> Set<T>(ulong key) where T : struct, Enum => [.. Enum.GetValues<T>().Where(member => (key & Key([member])) != 0)];
}
