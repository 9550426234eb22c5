using JoinArena.PrivacyPortal.Policies;

namespace JoinArena.PrivacyPortal.Disclosures.Intake;

/// <summary>The content of one CloudEvent, whose form has been checked.</summary>
/// <param name="Source">The reporting system.</param>
/// <param name="EventId">The event's id there. With the source it makes a report count once.</param>
/// <param name="WorkerId">The worker whose data it is about.</param>
public abstract record Report(string Source, string EventId, string WorkerId)
{
    /// <summary>The earlier report this one corrects or retracts; null for a first report.</summary>
    public AmendmentReport? Amends { get; init; }

    /// <summary>The event itself.</summary>
    public EventRef Reference => new(Source, EventId);

    /// <summary>The first 8 bytes of the content's SHA-256: they tell a repeat from another report under the same id.</summary>
    public byte[] ContentHash => field ??= Fingerprint.Compute(this);
}

/// <summary>A disclosure as its source reports it: for the first time, or as the correction of an earlier report.</summary>
/// <param name="Time">When it happened; UTC, whole milliseconds.</param>
/// <param name="Detail">Further details as raw JSON.</param>
public sealed record DisclosureReport(
    string Source,
    string EventId,
    DateTimeOffset Time,
    string WorkerId,
    string PartyId,
    Direction Direction,
    Purpose Purpose,
    IReadOnlyList<ReportedItem> Items,
    string? InterviewId,
    string? Detail
) : Report(Source, EventId, WorkerId)
{
    /// <summary>The places of the jobs that the detail names; part of <see cref="Detail"/>.</summary>
    public IReadOnlyList<string> JobLocations { get; init; } = [];
}

/// <summary>The statement that an earlier report was about something that never happened.</summary>
public sealed record Retraction(string Source, string EventId, string WorkerId) : Report(Source, EventId, WorkerId);

/// <summary>What an amendment says about the report it amends.</summary>
/// <param name="Target">The first report, even where it has been corrected before.</param>
/// <param name="At">When the amendment was made. Of several, the latest holds.</param>
/// <param name="Reason">Why, in words for the worker.</param>
public sealed record AmendmentReport(EventRef Target, DateTimeOffset At, string? Reason);

/// <summary>An item as a source names it.</summary>
public sealed record ReportedItem(string Id, DataCategory Category);
