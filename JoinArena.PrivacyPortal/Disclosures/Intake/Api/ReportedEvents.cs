using System.Text.Json;

namespace JoinArena.PrivacyPortal.Disclosures.Intake.Api;

// The events as the API's description shows them. The API itself reads them field by field, to name each wrong one.

/// <summary>What every event has: a CloudEvents 1.0 event.</summary>
/// <param name="Specversion">Always <c>1.0</c>.</param>
/// <param name="Id">Unique within the source. An event that is sent again under the same id counts once.</param>
/// <param name="Source">The reporting system.</param>
/// <param name="Type">
/// <c>com.joinarena.disclosure.v1</c>, <c>com.joinarena.disclosure.corrected.v1</c> or
/// <c>com.joinarena.disclosure.retracted.v1</c>.
/// </param>
/// <param name="Time">
/// When the disclosure happened. For a correction or retraction: when that was made; of several, the latest counts.
/// </param>
internal sealed record ReportedEvent(string Specversion, string Id, string Source, string Type, DateTimeOffset Time);

/// <summary>What was disclosed.</summary>
/// <param name="Items">1 to 200 items.</param>
/// <param name="InterviewId">The interview that the items belong to.</param>
/// <param name="Detail">
/// Further details, shown to the worker as they are: <c>model</c>, <c>region</c>, <c>dataset</c>, <c>subprocessors</c>. For
/// a training data set also its <c>version</c>, its <c>cutOff</c>, and the <c>models</c> trained with it. A
/// <c>jobLocation</c> says where the job is that it was about: an ISO 3166 code such as <c>US-IL</c>, or a list of them.
/// </param>
internal sealed record DisclosureData(
    string WorkerId,
    string PartyId,
    string Direction,
    string Purpose,
    IReadOnlyList<DescribedItem> Items,
    string? InterviewId = null,
    IReadOnlyDictionary<string, JsonElement>? Detail = null
);

/// <summary>What is right, and of which report.</summary>
/// <param name="RefersTo">The event that was reported first.</param>
/// <param name="Time">When the disclosure really happened.</param>
/// <param name="Items">1 to 200 items.</param>
/// <param name="Reason">Why it is corrected, in words for the worker.</param>
/// <param name="InterviewId">The interview that the items belong to.</param>
/// <param name="Detail">Further details, as in the first report.</param>
internal sealed record CorrectionData(
    DescribedReference RefersTo,
    DateTimeOffset Time,
    string WorkerId,
    string PartyId,
    string Direction,
    string Purpose,
    IReadOnlyList<DescribedItem> Items,
    string? Reason = null,
    string? InterviewId = null,
    IReadOnlyDictionary<string, JsonElement>? Detail = null
);

/// <summary>Which report is retracted.</summary>
/// <param name="RefersTo">The event that was reported first.</param>
/// <param name="Reason">Why it is retracted, in words for the worker.</param>
internal sealed record RetractionData(DescribedReference RefersTo, string WorkerId, string? Reason = null);

/// <summary>An item as an event names it.</summary>
internal sealed record DescribedItem(string Id, string Category);

/// <summary>An event that was reported first.</summary>
/// <param name="Source">Leave it out where it is the source of this event.</param>
internal sealed record DescribedReference(string Id, string? Source = null);
