using System.Text.Json;
using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Policies;

namespace JoinArena.PrivacyPortal.Disclosures.Intake.Api;

/// <summary>Reads a report out of a CloudEvents 1.0 event, and names each field that is wrong.</summary>
public static class CloudEventReader
{
    public const string Type = "com.joinarena.disclosure.v1";

    /// <summary>What is right instead of an earlier report, as a whole.</summary>
    public const string CorrectedType = "com.joinarena.disclosure.corrected.v1";

    /// <summary>That what an earlier report told of never happened.</summary>
    public const string RetractedType = "com.joinarena.disclosure.retracted.v1";

    /// <summary>The most items one event may name.</summary>
    public const int MostItems = 200;

    private static readonly TimeSpan s_clockSkew = TimeSpan.FromMinutes(5);

    /// <param name="json">One event.</param>
    /// <param name="now">For the clock: an event may lie at most five minutes ahead.</param>
    public static Result<Report, InvalidFields> ReadReport(JsonElement json, DateTimeOffset now)
    {
        var fields = new JsonFieldReader(json);
        if (fields.ReadText("/specversion", 10) is { } spec && spec != "1.0")
            fields.AddError("/specversion", "This must be 1.0.");
        var type = fields.ReadText("/type", 200);
        if (type is not (null or Type or CorrectedType or RetractedType))
            fields.AddError("/type", $"This must be {Type}, {CorrectedType} or {RetractedType}.");
        var source = fields.ReadText("/source", 200);
        var id = fields.ReadText("/id", 200);
        var time = Time(fields, "/time", now);

        var worker = fields.ReadId("/data/workerId");
        var amends = type is CorrectedType or RetractedType ? Amends(fields, source, time) : null;
        Report? report =
            type is RetractedType
                ? new Retraction(source!, id!, worker!) { Amends = amends }
                : Disclosure(
                    fields,
                    (source, id, worker),
                    type is CorrectedType ? Time(fields, "/data/time", now) : time,
                    amends
                );
        return fields.Errors.Count > 0 ? new InvalidFields(fields.Errors) : report!;
    }

    private static DisclosureReport? Disclosure(
        JsonFieldReader fields,
        (string? Source, string? Id, string? Worker) head,
        DateTimeOffset? time,
        AmendmentReport? amends
    )
    {
        var party = fields.ReadId("/data/partyId");
        var direction = fields.ReadEnum<Direction>("/data/direction");
        var purpose = fields.ReadEnum<Purpose>("/data/purpose");
        var items = Items(fields);
        var interview = fields.HasValue("/data/interviewId") ? fields.ReadId("/data/interviewId") : null;
        var detail = fields.ReadObject("/data/detail");
        return fields.Errors.Count > 0
            ? null
            : new(
                head.Source!,
                head.Id!,
                time!.Value,
                head.Worker!,
                party!,
                direction!.Value,
                purpose!.Value,
                items,
                interview,
                detail
            )
            {
                Amends = amends,
            };
    }

    // The source of the report it is about is its own, where it names none.
    private static AmendmentReport? Amends(JsonFieldReader fields, string? source, DateTimeOffset? at)
    {
        var id = fields.ReadText("/data/refersTo/id", 200);
        if (fields.HasValue("/data/refersTo/source"))
            source = fields.ReadText("/data/refersTo/source", 200);
        var reason = fields.HasValue("/data/reason") ? fields.ReadText("/data/reason", 500) : null;
        return id is null || source is null || at is null ? null : new(new(source, id), at.Value, reason);
    }

    private static DateTimeOffset? Time(JsonFieldReader fields, string pointer, DateTimeOffset now)
    {
        var time = fields.ReadInstant(pointer);
        if (time > now + s_clockSkew)
        {
            fields.AddError(
                pointer,
                "This lies more than five minutes in the future; see to the clock of the reporting system."
            );
        }

        return time;
    }

    private static List<ReportedItem> Items(JsonFieldReader fields)
    {
        var count = fields.ReadArrayLength("/data/items");
        if (count is 0 or > MostItems)
            fields.AddError("/data/items", $"Name 1 to {MostItems} items; send more as further events.");
        var items = new List<ReportedItem>();
        for (var i = 0; i < Math.Min(count ?? 0, MostItems); i++)
        {
            var (item, category) = (
                fields.ReadId($"/data/items/{i}/id"),
                fields.ReadEnum<DataCategory>($"/data/items/{i}/category")
            );
            if (item is not null && category is { } known)
                items.Add(new(item, known));
        }

        if (items.Select(i => i.Id).Distinct(StringComparer.Ordinal).Count() < items.Count)
            fields.AddError("/data/items", "Name each item once.");
        return items;
    }
}
