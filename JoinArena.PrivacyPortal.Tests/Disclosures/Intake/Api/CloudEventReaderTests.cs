using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Disclosures.Intake;
using JoinArena.PrivacyPortal.Disclosures.Intake.Api;
using JoinArena.PrivacyPortal.Policies;

namespace JoinArena.PrivacyPortal.Tests.Disclosures.Intake.Api;

public sealed class CloudEventReaderTests
{
    private static readonly DateTimeOffset s_now = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void An_event_as_documented_is_read()
    {
        var report = CloudEventReader.ReadReport(Event(), s_now).Value.ShouldBeOfType<DisclosureReport>();

        report.Source.ShouldBe("/evaluator");
        report.Time.ShouldBe(new DateTimeOffset(2026, 11, 20, 10, 15, 0, TimeSpan.Zero));
        report.Purpose.ShouldBe(Purpose.CandidateEvaluation);
        report.Items.ShouldBe([new ReportedItem("rec-77", DataCategory.InterviewRecording)]);
        report.Detail.ShouldNotBeNull().ShouldContain("talent-eval-7");
    }

    [Theory]
    [InlineData("/specversion", "\"0.3\"")]
    [InlineData("/type", "\"com.joinarena.something.v1\"")]
    [InlineData("/id", "\"\"")]
    [InlineData("/source", "7")]
    [InlineData("/time", "\"2026-11-24T12:05:01Z\"")]
    [InlineData("/time", "\"2026-11-20\"")]
    [InlineData("/time", "\"2026-11-20T10:15:00\"")]
    [InlineData("/data/workerId", "\"../w-2\"")]
    [InlineData("/data/partyId", "null")]
    [InlineData("/data/direction", "\"Disclosed\"")]
    [InlineData("/data/purpose", "\"marketing\"")]
    [InlineData("/data/items", "[]")]
    [InlineData("/data/items", "{}")]
    [InlineData("/data/items/0/category", "\"0\"")]
    [InlineData("/data/items/0/id", "\"a b\"")]
    [InlineData("/data/interviewId", "\"<script>\"")]
    [InlineData("/data/detail", "[1]")]
    [InlineData("/data/detail/jobLocation", "\"Chicago\"")]
    [InlineData("/data/detail/jobLocation", "\"us-il\"")]
    [InlineData("/data/detail/jobLocation", "\"US-ZZ\"")]
    [InlineData("/data/detail/jobLocation", "\"EU\"")]
    [InlineData("/data/detail/jobLocation", "\"\"")]
    [InlineData("/data/detail/jobLocation", "7")]
    [InlineData("/data/detail/jobLocation", "{}")]
    [InlineData("/data/detail/jobLocation", "[]")]
    public void A_wrong_field_of_an_event_is_named(string pointer, string value)
    {
        var result = CloudEventReader.ReadReport(Event(pointer, value), s_now);

        result.IsSuccess.ShouldBeFalse();
        result.Error.Errors.ShouldHaveSingleItem().Pointer.ShouldBe(pointer);
    }

    [Theory]
    [InlineData("\"US-IL\"", "US-IL")]
    [InlineData("[\"US-IL\",\"UK\"]", "US-IL,GB")]
    [InlineData("null", "")]
    public void A_job_is_in_one_place_or_in_several(string value, string places) =>
        CloudEventReader
            .ReadReport(Event("/data/detail/jobLocation", value), s_now)
            .Value.ShouldBeOfType<DisclosureReport>()
            .JobLocations.ShouldBe(places.Split(',', StringSplitOptions.RemoveEmptyEntries));

    [Fact]
    public void A_wrong_place_in_a_list_is_named_and_so_are_too_many()
    {
        CloudEventReader
            .ReadReport(Event("/data/detail/jobLocation", "[\"US-IL\",\"Texas\",3]"), s_now)
            .Error.Errors.Select(e => e.Pointer)
            .ShouldBe(["/data/detail/jobLocation/1", "/data/detail/jobLocation/2"]);
        var many = string.Join(',', Enumerable.Repeat("\"US-IL\"", 21));
        CloudEventReader
            .ReadReport(Event("/data/detail/jobLocation", $"[{many}]"), s_now)
            .Error.Errors.ShouldHaveSingleItem()
            .Pointer.ShouldBe("/data/detail/jobLocation");
    }

    [Fact]
    public void Every_wrong_field_of_an_event_is_named_at_once() =>
        CloudEventReader
            .ReadReport(JsonDocument.Parse("{}").RootElement, s_now)
            .Error.Errors.Select(e => e.Pointer)
            .ShouldBe([
                "/specversion",
                "/type",
                "/source",
                "/id",
                "/time",
                "/data/workerId",
                "/data/partyId",
                "/data/direction",
                "/data/purpose",
                "/data/items",
            ]);

    [Fact]
    public void An_event_with_more_than_200_items_is_refused()
    {
        var items = new JsonArray([
            .. Enumerable.Range(0, 201).Select(n => JsonNode.Parse($$"""{"id":"i-{{n}}","category":"transcript"}""")),
        ]);

        CloudEventReader
            .ReadReport(Event("/data/items", items.ToJsonString()), s_now)
            .Error.Errors.ShouldHaveSingleItem()
            .Pointer.ShouldBe("/data/items");
    }

    [Fact]
    public void A_clock_five_minutes_fast_is_forgiven() =>
        CloudEventReader.ReadReport(Event("/time", "\"2026-11-24T12:05:00Z\""), s_now).IsSuccess.ShouldBeTrue();

    [Fact]
    public void An_event_with_a_lone_surrogate_is_refused() =>
        CloudEventReader
            .ReadReport(Event("/id", "\"\\ud800\""), s_now)
            .Error.Errors.ShouldHaveSingleItem()
            .Pointer.ShouldBe("/id");

    private static JsonElement Event(string? pointer = null, string? value = null)
    {
        var json = JsonNode.Parse(
            """
            {"specversion":"1.0","id":"e-1","source":"/evaluator","type":"com.joinarena.disclosure.v1","time":"2026-11-20T10:15:00Z",
             "data":{"workerId":"w-1042","partyId":"openai","direction":"disclosed","purpose":"candidate-evaluation",
              "items":[{"id":"rec-77","category":"interview-recording"}],"interviewId":"int-9","detail":{"dataset":"talent-eval-7"}}}
            """
        )!;
        if (pointer is null)
            return JsonSerializer.SerializeToElement(json);
        var steps = pointer.Split('/').Skip(1).ToArray();
        var at = json;
        foreach (var step in steps[..^1])
            at = at is JsonArray list ? list[int.Parse(step, CultureInfo.InvariantCulture)]! : at[step]!;
        var marker = $"\"marker-{Guid.NewGuid():N}\"";
        at[steps[^1]] = JsonNode.Parse(marker);
        return JsonDocument.Parse(json.ToJsonString().Replace(marker, value, StringComparison.Ordinal)).RootElement;
    }
}
