using System.IO.Pipelines;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using JoinArena.PrivacyPortal.Acceptance;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Disclosures.Coverage;
using JoinArena.PrivacyPortal.Disclosures.Intake.Sources;

namespace JoinArena.PrivacyPortal.Disclosures.Export;

/// <summary>Everything that is shown to a worker, as JSON (portability, GDPR 20): written as it is read.</summary>
internal sealed class JsonExport(
    ExportReader reader,
    SourceRegister sources,
    AcceptanceQueries acceptances,
    IEnumerable<IExportedList> lists,
    TimeProvider clock
)
{
    // Read by people too: a name in their own letters stays as it is. The file is never part of a page.
    private static readonly JsonWriterOptions s_form = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    public async Task WriteAsync(string workerId, PipeWriter to, CancellationToken ct)
    {
        await using var json = new Utf8JsonWriter(to, s_form);
        json.WriteStartObject();
        json.WriteString("worker", workerId);
        json.WriteString("exportedAt", clock.GetInstant().ToIso());
        Moment(json, "completeSince", (await sources.GetCompletenessAsync(ct)).CompleteSince);
        json.WriteStartArray("disclosures");
        await PassOnAsync(json, to, ct);
        await foreach (var page in reader.ReadPagesAsync(workerId, ct))
        {
            foreach (var row in page)
                Write(json, row);
            await PassOnAsync(json, to, ct);
        }

        json.WriteEndArray();
        json.WriteStartArray("acceptances");
        foreach (var accepted in (await acceptances.GetAcceptancesAsync(workerId, ct)).Reverse())
        {
            new JsonObject
            {
                ["id"] = accepted.Id,
                ["version"] = accepted.Version,
                ["language"] = accepted.Language,
                ["sha256"] = accepted.TextSha256,
                ["acceptedAt"] = accepted.AcceptedAt.ToIso(),
            }.WriteTo(json);
        }

        json.WriteEndArray();
        foreach (var list in lists)
        {
            json.WriteStartArray(list.Name);
            await foreach (var one in list.ReadAsync(workerId, ct))
                one.WriteTo(json);
            json.WriteEndArray();
            await PassOnAsync(json, to, ct);
        }

        json.WriteEndObject();
        await PassOnAsync(json, to, ct);
    }

    private static void Write(Utf8JsonWriter json, ExportRow row)
    {
        json.WriteStartObject();
        json.WriteString("id", row.Id);
        json.WriteString("source", row.Source);
        json.WriteString("eventId", row.EventId);
        json.WriteString("time", row.Time.ToIso());
        json.WriteString("direction", KebabCase.ToKebabCase(row.Direction));
        json.WriteString("partyId", row.PartyId);
        json.WriteString("purpose", KebabCase.ToKebabCase(row.Purpose));
        json.WriteStartArray("items");
        foreach (var item in row.Items)
        {
            json.WriteStartObject();
            json.WriteString("id", item.Id);
            json.WriteString("category", KebabCase.ToKebabCase(item.Category));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteString("interviewId", row.InterviewId);
        json.WriteStartObject("coverage");
        json.WriteBoolean("covered", row.CoverageStatus.IsAllowed());
        json.WriteString("version", row.Version);
        json.WriteString("clause", row.Clause);
        json.WriteString("reason", row.NotCoveredReason);
        json.WriteEndObject();
        Amendment(json, "corrected", row.Corrected, row);
        Amendment(json, "retracted", row.Retracted, row);
        json.WriteEndObject();
    }

    private static void Amendment(Utf8JsonWriter json, string name, DateTimeOffset? at, ExportRow row)
    {
        if (at is null)
        {
            json.WriteNull(name);
            return;
        }

        json.WriteStartObject(name);
        Moment(json, "at", at);
        json.WriteString("reason", row.Reason);
        if (row.ReplacementId is { } right)
            json.WriteString("rightId", right);
        json.WriteEndObject();
    }

    private static void Moment(Utf8JsonWriter json, string name, DateTimeOffset? at) =>
        json.WriteString(name, at?.ToIso());

    private static async Task PassOnAsync(Utf8JsonWriter json, PipeWriter to, CancellationToken ct)
    {
        await json.FlushAsync(ct);
        await to.FlushAsync(ct);
    }
}
