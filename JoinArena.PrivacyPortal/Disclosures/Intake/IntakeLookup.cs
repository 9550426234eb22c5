using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Policies;

namespace JoinArena.PrivacyPortal.Disclosures.Intake;

/// <summary>
/// All that a group of reports refers to, looked up inside the transaction that takes them. What is not here is not in
/// the book.
/// </summary>
internal sealed class IntakeLookup
{
    /// <summary>Hashes of what is in the book under each of the group's ids; null where none was kept.</summary>
    public Dictionary<EventRef, byte[]?> Events { get; } = [];

    /// <summary>Reports that an amendment is about.</summary>
    public HashSet<EventRef> Amended { get; } = [];

    /// <summary>Events the group's amendments refer to which are amendments themselves.</summary>
    public HashSet<EventRef> Amending { get; } = [];

    /// <summary>Each worker's key in the ledger; null for one whose trail has not begun.</summary>
    public Dictionary<string, byte[]?> Workers { get; } = new(StringComparer.Ordinal);

    /// <summary>By the id they are reported under, which may be one that was found to be another's.</summary>
    public Dictionary<string, KnownParty> Parties { get; } = new(StringComparer.Ordinal);

    /// <summary>The numbers of the versions each worker has accepted, and when, latest first.</summary>
    public Dictionary<string, List<(string Version, DateTimeOffset At)>> Accepted { get; } =
        new(StringComparer.Ordinal);

    public Dictionary<(string Worker, string Item), KnownItem> Items { get; } = [];

    /// <summary>Leaves what is known of the events of the group before; everything else may be named again.</summary>
    public void BeginGroup()
    {
        Events.Clear();
        Amended.Clear();
        Amending.Clear();
    }

    /// <summary>
    /// Whether a report can be taken. One that can is known from then on, so that its repeat in the same group is a
    /// duplicate.
    /// </summary>
    public IntakeResult Evaluate(Report report)
    {
        var itself = new EventRef(report.Source, report.EventId);
        if (Events.TryGetValue(itself, out var hash))
        {
            return hash is null || hash.AsSpan().SequenceEqual(report.ContentHash)
                ? IntakeResult.Duplicate
                : IntakeResult.Conflict;
        }

        if (Refusal(report, itself) is { } refused)
            return refused;
        Events.Add(itself, report.ContentHash);
        if (report.Amends is not null)
            Amending.Add(itself);
        return IntakeResult.Accepted;
    }

    private IntakeResult? Refusal(Report report, EventRef itself)
    {
        List<FieldError>? unknown = null,
            wrong = null;
        if (!Workers.ContainsKey(report.WorkerId))
        {
            (unknown ??= []).Add(
                new(
                    "/data/workerId",
                    "No such worker. Announce them with PUT /api/v1/workers/{workerId}, then send this event again."
                )
            );
        }

        if (report is DisclosureReport said)
        {
            if (!Parties.ContainsKey(said.PartyId))
            {
                (unknown ??= []).Add(
                    new(
                        "/data/partyId",
                        "No such party. Announce it with PUT /api/v1/parties/{partyId}, then send this event again."
                    )
                );
            }

            for (var i = 0; i < said.Items.Count; i++)
            {
                if (
                    Items.TryGetValue((said.WorkerId, said.Items[i].Id), out var known)
                    && known.Category != said.Items[i].Category
                )
                {
                    (wrong ??= []).Add(
                        new(
                            $"/data/items/{i}/category",
                            $"This item is known as {KebabCase.ToKebabCase(known.Category)}."
                        )
                    );
                }
            }
        }

        if (report.Amends is { } amends && (amends.Target == itself || Amending.Contains(amends.Target)))
        {
            (wrong ??= []).Add(
                new("/data/refersTo", "Refer to the event that was reported first, not to an amendment of it.")
            );
        }

        return wrong is not null ? IntakeResult.Rejected([.. unknown ?? [], .. wrong])
            : unknown is not null ? IntakeResult.NotAnnounced(unknown)
            : null;
    }
}

/// <summary>Who a report's party is.</summary>
internal sealed record KnownParty(string Id, PartyKind Kind);

/// <summary>What the book knows of an item.</summary>
/// <param name="IsAnnounced">Whether JoinArena has announced it, not only mentioned it.</param>
internal sealed record KnownItem(DataCategory Category, string? InterviewId, bool IsAnnounced);
