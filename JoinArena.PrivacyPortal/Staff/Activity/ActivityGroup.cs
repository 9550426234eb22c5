using JoinArena.PrivacyPortal.Access.SecurityEvents;

namespace JoinArena.PrivacyPortal.Staff.Activity;

/// <summary>
/// Equal events in a row: the same act of one person, with the same result, on one day in UTC. Pages that they were not
/// shown are one, whichever those were.
/// </summary>
/// <param name="Entries">The events, newest first; at least one.</param>
public sealed record ActivityGroup(IReadOnlyList<ActivityEntry> Entries)
{
    /// <summary>The newest of them.</summary>
    public ActivityEntry Latest => Entries[0];

    /// <summary>Puts neighbours that say the same into one group.</summary>
    /// <param name="entries">The events, newest first.</param>
    public static IReadOnlyList<ActivityGroup> Group(IEnumerable<ActivityEntry> entries)
    {
        var groups = new List<List<ActivityEntry>>();
        foreach (var entry in entries)
        {
            if (groups.Count > 0 && IsEqual(groups[^1][0], entry))
                groups[^1].Add(entry);
            else
                groups.Add([entry]);
        }

        return groups.ConvertAll(g => new ActivityGroup(g));
    }

    // Those of no one are not one person's.
    private static bool IsEqual(ActivityEntry one, ActivityEntry other) =>
        one.Event.ActorId is not null && Describe(one).Equals(Describe(other));

    private static object Describe(ActivityEntry entry) =>
        (
            entry.Event.Kind,
            entry.Event.Result,
            entry.Event.Origin,
            entry.Event.ActorId,
            entry.Event.SubjectId,
            entry.Event.Kind is SecurityEventKind.PageRefused ? null : entry.Event.Detail,
            entry.Event.At.UtcDateTime.Date
        );
}

/// <summary>A page of the audit trail, with equal events in a row as one.</summary>
/// <param name="Groups">The groups, newest first.</param>
/// <param name="OlderThan">The id after which the next page begins; null on the last page.</param>
public sealed record GroupedActivity(IReadOnlyList<ActivityGroup> Groups, Guid? OlderThan);
