using System.IO.Pipelines;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using JoinArena.PrivacyPortal.Acceptance;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Disclosures.Intake.Sources;
using JoinArena.PrivacyPortal.Workers;

namespace JoinArena.PrivacyPortal.Disclosures.Export;

/// <summary>Everything that is shown to a worker, as JSON (portability, GDPR 20). It is written while it is read.</summary>
internal sealed class JsonExport(
    ExportReader reader,
    SourceRegister sources,
    AcceptanceQueries acceptances,
    WorkerRegister workers,
    IEnumerable<IExportedList> lists,
    TimeProvider clock
)
{
    // People read the file, too, so names keep their letters. It is never part of a page, so this is safe.
    private static readonly JsonWriterOptions s_options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    public async Task WriteAsync(string workerId, PipeWriter to, CancellationToken ct)
    {
        await using var json = new Utf8JsonWriter(to, s_options);
        json.WriteStartObject();
        json.WriteString("worker", workerId);
        json.WriteString("exportedAt", clock.GetInstant().ToIso());
        WriteInstant(json, "completeSince", (await sources.GetCompletenessAsync(ct)).CompleteSince);
        json.WriteStartArray("disclosures");
        await FlushAsync(json, to, ct);
        await foreach (var page in reader.ReadPagesAsync(workerId, ct))
        {
            foreach (var row in page)
                WriteRow(json, row);
            await FlushAsync(json, to, ct);
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
                ["shownLanguage"] = accepted.ShownLanguage ?? accepted.Language,
                ["sha256"] = accepted.TextSha256,
                ["acceptedAt"] = accepted.AcceptedAt.ToIso(),
            }.WriteTo(json);
        }

        json.WriteEndArray();
        await WriteProfileAsync(json, workerId, ct);
        foreach (var list in lists)
        {
            json.WriteStartArray(list.Name);
            await foreach (var one in list.ReadAsync(workerId, ct))
                one.WriteTo(json);
            json.WriteEndArray();
            await FlushAsync(json, to, ct);
        }

        json.WriteEndObject();
        await FlushAsync(json, to, ct);
    }

    private async Task WriteProfileAsync(Utf8JsonWriter json, string workerId, CancellationToken ct)
    {
        json.WritePropertyName("profile");
        var worker = await workers.FindAsync(workerId, ct);
        new JsonObject
        {
            ["name"] = worker?.Name,
            ["email"] = worker?.Email,
            ["jurisdiction"] = worker?.Jurisdiction,
            ["locale"] = worker?.Locale,
            ["chosenLanguage"] = worker?.ChosenLanguage,
            ["timeZone"] = worker?.TimeZone,
            ["chosenTimeZone"] = worker?.ChosenTimeZone,
            ["announcedAt"] = worker?.AnnouncedAt.ToIso(),
        }.WriteTo(json);
    }

    private static void WriteRow(Utf8JsonWriter json, ExportRow row)
    {
        json.WriteStartObject();
        json.WriteString("id", row.Id);
        json.WriteString("source", row.Source);
        json.WriteString("eventId", row.EventId);
        json.WriteString("time", row.Time.ToIso());
        json.WriteString("direction", row.Direction.ToKebabCase());
        json.WriteString("partyId", row.PartyId);
        json.WriteString("purpose", row.Purpose.ToKebabCase());
        json.WriteStartArray("items");
        foreach (var item in row.Items)
        {
            json.WriteStartObject();
            json.WriteString("id", item.Id);
            json.WriteString("category", item.Category.ToKebabCase());
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
        WriteAmendment(json, "corrected", row.Corrected, row);
        WriteAmendment(json, "retracted", row.Retracted, row);
        json.WriteStartArray("jobLocations");
        foreach (var place in row.AllJobLocations)
            json.WriteStringValue(place);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteAmendment(Utf8JsonWriter json, string name, DateTimeOffset? at, ExportRow row)
    {
        if (at is null)
        {
            json.WriteNull(name);
            return;
        }

        json.WriteStartObject(name);
        WriteInstant(json, "at", at);
        json.WriteString("reason", row.Reason);
        if (row.ReplacementId is { } right)
            json.WriteString("rightId", right);
        json.WriteEndObject();
    }

    private static void WriteInstant(Utf8JsonWriter json, string name, DateTimeOffset? at) =>
        json.WriteString(name, at?.ToIso());

    private static async Task FlushAsync(Utf8JsonWriter json, PipeWriter to, CancellationToken ct)
    {
        await json.FlushAsync(ct);
        await to.FlushAsync(ct);
    }
}
