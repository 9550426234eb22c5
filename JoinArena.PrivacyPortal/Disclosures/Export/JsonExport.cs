using System.IO.Pipelines;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Disclosures.Coverage;
using JoinArena.PrivacyPortal.Disclosures.Intake.Sources;
using JoinArena.PrivacyPortal.Workers;

namespace JoinArena.PrivacyPortal.Disclosures.Export;

/// <summary>
/// What the portal has about a worker and shows them, as JSON (access and portability, GDPR 15 and 20). It is written while
/// it is read, so that it never lies in memory as a whole.
/// </summary>
/// <remarks>
/// Left out are:
/// <list type="bullet">
/// <item>receipts, certificates and proofs, which are files of their own: their signatures are over their bytes;</item>
/// <item>requests that are withheld until the worker has proved again who they are, with their messages, since somebody
/// else may be signed in;</item>
/// <item>the names of the privacy team, who has taken which work, refusals that are only proposed, alerts to the team, and
/// the citation of a legal hold, which can name somebody else's case;</item>
/// <item>what a worker signs in with: password, keys of passkeys, codes, tokens;</item>
/// <item>records of security events, which are the operator's logs, and counts of attempts and of reminders;</item>
/// <item>what is not about the worker: texts of the policy and of laws, statements of the team about a party, and other
/// people's data.</item>
/// </list>
/// </remarks>
internal sealed class JsonExport(
    ExportReader reader,
    SourceRegister sources,
    ExportedAcceptances acceptances,
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
        json.WriteStartArray(ExportedAcceptances.Name);
        await foreach (var accepted in acceptances.ReadAsync(workerId, ct))
            accepted.WriteTo(json);
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
        json.WriteString("party", row.PartyName);
        json.WriteString("partyKind", row.PartyKind.ToKebabCase());
        json.WriteString("reportedAs", row.ReportedAs);
        WriteInstant(json, "receivedAt", row.ReceivedAt);
        json.WriteStartArray("reassessments");
        foreach (var again in row.Reassessments)
            WriteReassessment(json, again);
        json.WriteEndArray();
        json.WritePropertyName("detail");
        // It was checked when it was reported, and is stored as JSON.
        json.WriteRawValue(row.Detail ?? "null", skipInputValidation: true);
        json.WriteEndObject();
    }

    private static void WriteReassessment(Utf8JsonWriter json, CoverageReassessment again)
    {
        json.WriteStartObject();
        json.WriteString("id", again.Id);
        WriteInstant(json, "at", again.At);
        json.WriteString("reason", again.Reason.ToKebabCase());
        json.WriteString("previousStatus", again.PreviousStatus.ToKebabCase());
        json.WriteString("previousVersion", again.PreviousVersion);
        json.WriteString("newStatus", again.NewStatus.ToKebabCase());
        json.WriteString("newVersion", again.NewVersion);
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
