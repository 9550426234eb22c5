using System.Text.Json;
using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Policies;

namespace JoinArena.PrivacyPortal.Disclosures;

/// <summary>Reads a disclosure out of a CloudEvents 1.0 event, and names each field that is wrong.</summary>
public static class CloudEventReader
{
    public const string Type = "com.joinarena.disclosure.v1";

    /// <summary>The most items one event may name.</summary>
    public const int MostItems = 200;

    private static readonly TimeSpan s_clockSkew = TimeSpan.FromMinutes(5);

    /// <param name="json">One event.</param>
    /// <param name="now">For the clock: an event may lie at most five minutes ahead.</param>
    public static Result<DisclosureReport, InvalidFields> Read(JsonElement json, DateTimeOffset now)
    {
        var fields = new FieldReader(json);
        if (fields.Text("/specversion", 10) is { } spec && spec != "1.0") fields.Refuse("/specversion", "This must be 1.0.");
        if (fields.Text("/type", 200) is { } type && type != Type) fields.Refuse("/type", $"This must be {Type}.");
        var source = fields.Text("/source", 200);
        var id = fields.Text("/id", 200);
        var time = fields.Time("/time");
        if (time > now + s_clockSkew) fields.Refuse("/time", "This lies more than five minutes in the future; see to the clock of the reporting system.");

        var worker = fields.Id("/data/workerId");
        var party = fields.Id("/data/partyId");
        var direction = fields.OneOf<Direction>("/data/direction");
        var purpose = fields.OneOf<Purpose>("/data/purpose");
        var items = Items(fields);
        var interview = fields.Has("/data/interviewId") ? fields.Id("/data/interviewId") : null;
        var detail = fields.Object("/data/detail");

        if (fields.Errors.Count > 0) return new InvalidFields(fields.Errors);
        return new DisclosureReport(source!, id!, time!.Value, worker!, party!, direction!.Value, purpose!.Value, items, interview, detail);
    }

    private static List<ReportedItem> Items(FieldReader fields)
    {
        var count = fields.Length("/data/items");
        if (count is 0 or > MostItems) fields.Refuse("/data/items", $"Name 1 to {MostItems} items; send more as further events.");
        var items = new List<ReportedItem>();
        for (var i = 0; i < Math.Min(count ?? 0, MostItems); i++)
        {
            var (item, category) = (fields.Id($"/data/items/{i}/id"), fields.OneOf<DataCategory>($"/data/items/{i}/category"));
            if (item is not null && category is { } known) items.Add(new(item, known));
        }

        if (items.Select(i => i.Id).Distinct(StringComparer.Ordinal).Count() < items.Count) fields.Refuse("/data/items", "Name each item once.");
        return items;
    }
}
