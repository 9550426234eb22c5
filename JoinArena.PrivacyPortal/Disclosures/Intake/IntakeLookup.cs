using JoinArena.PrivacyPortal.Acceptance;
using JoinArena.PrivacyPortal.Policies;

namespace JoinArena.PrivacyPortal.Disclosures.Intake;

/// <summary>
/// Everything a group of reports refers to, as the database holds it. A bulk reader fills it inside the transaction that
/// takes the group; after that it is only read. What is not in it is not in the database.
/// </summary>
/// <param name="history">Filled by the reader too.</param>
internal sealed class IntakeLookup(AcceptanceHistory history)
{
    /// <summary>
    /// Content hashes of the events stored under the group's ids; null where the hash was not kept when it was stored.
    /// </summary>
    public Dictionary<EventRef, byte[]?> StoredEvents { get; } = [];

    /// <summary>Reports of the group that a stored amendment refers to.</summary>
    public HashSet<EventRef> AmendedReports { get; } = [];

    /// <summary>Events that the group's amendments refer to and that are amendments themselves.</summary>
    public HashSet<EventRef> StoredAmendments { get; } = [];

    /// <summary>Each worker's key in the ledger; null for a worker who has no key yet.</summary>
    public Dictionary<string, byte[]?> WorkerKeys { get; } = new(StringComparer.Ordinal);

    /// <summary>By the id they are reported under, which may be the id of a party that was merged into another.</summary>
    public Dictionary<string, KnownParty> Parties { get; } = new(StringComparer.Ordinal);

    public Dictionary<(string Worker, string Item), KnownItem> Items { get; } = [];

    /// <summary>What each worker has accepted and stopped, and when.</summary>
    public AcceptanceHistory History => history;

    /// <summary>Clears what belongs to one group alone, before the next is looked up.</summary>
    public void ClearEvents()
    {
        StoredEvents.Clear();
        AmendedReports.Clear();
        StoredAmendments.Clear();
    }
}

/// <summary>The party that a reported id stands for now.</summary>
/// <param name="Id">Its own id, or that of the party it was merged into.</param>
internal sealed record KnownParty(string Id, PartyKind Kind);

/// <summary>An item as the database holds it.</summary>
/// <param name="IsAnnounced">False while only disclosures have named it.</param>
internal sealed record KnownItem(DataCategory Category, string? InterviewId, bool IsAnnounced);
