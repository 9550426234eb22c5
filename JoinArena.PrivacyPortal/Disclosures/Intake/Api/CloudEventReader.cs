using System.Text.Json;
using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.Input;
using JoinArena.PrivacyPortal.Policies;

namespace JoinArena.PrivacyPortal.Disclosures.Intake.Api;

/// <summary>Reads a report from a CloudEvents 1.0 event, and names each field that is wrong.</summary>
public static class CloudEventReader
{
    /// <summary>A disclosure, reported for the first time.</summary>
    public const string Type = "com.joinarena.disclosure.v1";

    /// <summary>A correction: the whole disclosure as it really was, in place of an earlier report.</summary>
    public const string CorrectedType = "com.joinarena.disclosure.corrected.v1";

    /// <summary>A retraction: what an earlier report says never happened.</summary>
    public const string RetractedType = "com.joinarena.disclosure.retracted.v1";

    /// <summary>The most items one event may name.</summary>
    public const int MaxItems = 200;

    /// <param name="now">The time by the portal's clock. An event may be at most five minutes ahead of it.</param>
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
        var time = ReadPastInstant(fields, "/time", now);

        var worker = fields.ReadId("/data/workerId");
        var amends = type is CorrectedType or RetractedType ? ReadAmendment(fields, source, time) : null;
        Report? report;
        if (type is RetractedType)
        {
            report = new Retraction(source!, id!, worker!) { Amends = amends };
        }
        else
        {
            // A correction's own time is when it was made. When the disclosure happened is part of its data.
            var happenedAt = type is CorrectedType ? ReadPastInstant(fields, "/data/time", now) : time;
            report = ReadDisclosure(fields, new(source, id, worker), happenedAt, amends);
        }

        return fields.Errors.Count > 0 ? new InvalidFields(fields.Errors) : report!;
    }

    private static DisclosureReport? ReadDisclosure(
        JsonFieldReader fields,
        EventHead head,
        DateTimeOffset? time,
        AmendmentReport? amends
    )
    {
        var party = fields.ReadId("/data/partyId");
        var direction = fields.ReadEnum<Direction>("/data/direction");
        var purpose = fields.ReadEnum<Purpose>("/data/purpose");
        var items = ReadItems(fields);
        var interview = fields.HasValue("/data/interviewId") ? fields.ReadId("/data/interviewId") : null;
        var detail = fields.ReadObject("/data/detail");
        var jobs = fields.HasValue("/data/detail/jobLocation") ? fields.ReadPlaces("/data/detail/jobLocation") : [];
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
                JobLocations = jobs,
            };
    }

    // Where it names no source, the report it refers to is from its own source.
    private static AmendmentReport? ReadAmendment(JsonFieldReader fields, string? source, DateTimeOffset? at)
    {
        var id = fields.ReadText("/data/refersTo/id", 200);
        if (fields.HasValue("/data/refersTo/source"))
            source = fields.ReadText("/data/refersTo/source", 200);
        var reason = fields.HasValue("/data/reason") ? fields.ReadText("/data/reason", 500) : null;
        return id is null || source is null || at is null ? null : new(new(source, id), at.Value, reason);
    }

    private static DateTimeOffset? ReadPastInstant(JsonFieldReader fields, string pointer, DateTimeOffset now)
    {
        var time = fields.ReadInstant(pointer);
        if (time > now + ClockSkew.Allowed)
        {
            fields.AddError(
                pointer,
                "This is more than five minutes in the future. Check the clock of the reporting system."
            );
        }

        return time;
    }

    private static List<ReportedItem> ReadItems(JsonFieldReader fields)
    {
        var count = fields.ReadArrayLength("/data/items");
        if (count is 0 or > MaxItems)
            fields.AddError("/data/items", $"Name 1 to {MaxItems} items. Send the others as further events.");
        var items = new List<ReportedItem>();
        for (var i = 0; i < Math.Min(count ?? 0, MaxItems); i++)
        {
            var id = fields.ReadId($"/data/items/{i}/id");
            var category = fields.ReadEnum<DataCategory>($"/data/items/{i}/category");
            if (id is not null && category is not null)
                items.Add(new(id, category.Value));
        }

        if (items.Select(i => i.Id).Distinct(StringComparer.Ordinal).Count() < items.Count)
            fields.AddError("/data/items", "Name each item once.");
        return items;
    }

    /// <summary>What every event names; null where a field is wrong.</summary>
    private readonly record struct EventHead(string? Source, string? Id, string? Worker);
}
