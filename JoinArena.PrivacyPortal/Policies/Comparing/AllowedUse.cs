namespace JoinArena.PrivacyPortal.Policies.Comparing;

/// <summary>One use of data that a clause allows.</summary>
[System.Runtime.InteropServices.StructLayout(System.Runtime.InteropServices.LayoutKind.Auto)]
internal readonly record struct AllowedUse(
    DataCategory Category,
    PartyKind Recipient,
    Purpose Purpose,
    Direction Direction
)
{
    /// <summary>Every use that the clauses allow.</summary>
    public static HashSet<AllowedUse> Expand(IEnumerable<Clause> clauses) =>
        Expand(clauses.SelectMany(c => c.CoverageRules));

    /// <summary>Every use that the rules allow.</summary>
    public static HashSet<AllowedUse> Expand(IEnumerable<CoverageRule> entries) =>
        [
            .. from covers in entries
            from data in covers.Categories
            from with in covers.Recipients
            from purpose in covers.Purposes
            select new AllowedUse(data, with, purpose, covers.Direction),
        ];

    /// <summary>
    /// Groups uses into rules. Categories that go to the same recipients for the same purposes share one rule.
    /// </summary>
    public static IReadOnlyList<CoverageRule> Group(IEnumerable<AllowedUse> all)
    {
        var byParty =
            from a in all
            group a.Category by (a.Recipient, a.Purpose, a.Direction) into g
            select (g.Key.Recipient, g.Key.Purpose, g.Key.Direction, Data: Key(g));
        var byPurpose =
            from a in byParty
            group a.Recipient by (a.Data, a.Purpose, a.Direction) into g
            select (g.Key.Data, g.Key.Purpose, g.Key.Direction, With: Key(g));
        return
        [
            .. from a in byPurpose
            group a.Purpose by (a.Data, a.With, a.Direction) into g
            orderby g.Key.Direction, g.Key.With, g.Min()
            select new CoverageRule(
                Set<DataCategory>(g.Key.Data),
                Set<PartyKind>(g.Key.With),
                g.ToHashSet(),
                g.Key.Direction
            ),
        ];
    }

    // Sets compare by reference. A number with one bit for each member compares by content.
    private static ulong Key<T>(IEnumerable<T> members)
        where T : struct, Enum =>
        members.Aggregate(
            0UL,
            (key, member) => key | (1UL << Convert.ToInt32(member, System.Globalization.CultureInfo.InvariantCulture))
        );

    private static HashSet<T> Set<T>(ulong key)
        where T : struct, Enum => [.. Enum.GetValues<T>().Where(member => (key & Key([member])) != 0)];
}
