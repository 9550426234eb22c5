using System.Text.Json;
using System.Text.Unicode;
using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Data;
using Microsoft.AspNetCore.Mvc;

namespace JoinArena.PrivacyPortal.Disclosures;

/// <summary>What JoinArena's systems call: announce parties and items, report disclosures.</summary>
internal static class DisclosureApi
{
    private const string One = "application/cloudevents+json";
    private const string Batch = "application/cloudevents-batch+json";
    private const long LargestBody = 16 * 1024 * 1024;
    private const int MostEvents = 10_000;

    public static void MapDisclosureApi(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/v1").RequireRateLimiting(Limits.PerKey).WithTags("Disclosures");
        api.MapSourceApi();
        api.MapPut("/parties/{partyId}", PutPartyAsync).RequireScope(Scopes.PartiesWrite).WithName("PutParty");
        api.MapPut("/workers/{workerId}/items/{itemId}", PutItemAsync).RequireScope(Scopes.DisclosuresWrite).WithName("PutItem");
        api.MapPost("/disclosures", ReportAsync).RequireScope(Scopes.DisclosuresWrite).WithName("ReportDisclosures")
            .WithMetadata(new RequestSizeLimitAttribute(LargestBody));
    }

    private static async Task<IResult> PutPartyAsync(string partyId, PartyAnnouncement said, PartyRegister register, CancellationToken ct)
    {
        var result = await register.AnnounceAsync(partyId, said, ct);
        if (!result.IsDone) return ApiProblem.Invalid(result.Refusal);
        var party = result.Value;
        object answer = party.Secret is null ? new { party.Id } : new { party.Id, connector = new { party.Secret } };
        return party.IsNew ? TypedResults.Created((string?)null, answer) : TypedResults.Ok(answer);
    }

    private static async Task<IResult> PutItemAsync(string workerId, string itemId, ItemAnnouncement said, PartyRegister register, CancellationToken ct)
    {
        var result = await register.AnnounceItemAsync(workerId, itemId, said, ct);
        if (!result.IsDone) return ApiProblem.Invalid(result.Refusal);
        return result.Value.IsNew ? TypedResults.Created((string?)null, new { result.Value.Id }) : TypedResults.Ok(new { result.Value.Id });
    }

    private static async Task<IResult> ReportAsync(HttpRequest request, DisclosureIntake intake, TimeProvider clock, CancellationToken ct)
    {
        var type = request.ContentType?.Split(';')[0].Trim();
        if (type is not (One or Batch)) return ApiProblem.Of(415, "media-type", "This form of body is not known here", $"Send one event as {One} or an array of events as {Batch}.");

        using var body = await ParseAsync(request, ct);
        if (body is null || body.RootElement.ValueKind != (type is Batch ? JsonValueKind.Array : JsonValueKind.Object))
            return ApiProblem.Of(400, "malformed", "This body cannot be read", type is Batch ? "Send a JSON array of events." : "Send one event as a JSON object.");
        JsonElement[] events = type is Batch ? [.. body.RootElement.EnumerateArray()] : [body.RootElement];
        if (events.Length > MostEvents) return ApiProblem.Of(413, "too-many-events", "Too many events at once", $"Send at most {MostEvents} events in one body.");
        return TypedResults.Ok(await TakeAsync(events, intake, clock.GetInstant(), ct));
    }

    private static async Task<JsonDocument?> ParseAsync(HttpRequest request, CancellationToken ct)
    {
        using var bytes = new MemoryStream();
        await request.Body.CopyToAsync(bytes, ct);
        // The parser leaves the bytes inside strings as they are; what is no Unicode must not get as far as the book.
        if (!Utf8.IsValid(bytes.GetBuffer().AsSpan(0, (int)bytes.Length))) return null;
        try
        {
            return JsonDocument.Parse(bytes.ToArray(), new() { MaxDepth = 16, AllowDuplicateProperties = false });
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static async Task<ReportAnswer> TakeAsync(JsonElement[] events, DisclosureIntake intake, DateTimeOffset now, CancellationToken ct)
    {
        var read = Array.ConvertAll(events, e => CloudEventReader.Read(e, now));
        var outcomes = await intake.TakeAsync([.. read.Where(r => r.IsDone).Select(r => r.Value!)], ct);
        var (accepted, duplicates, next, rejected) = (0, 0, 0, new List<RejectedEvent>());
        for (var i = 0; i < read.Length; i++)
        {
            var outcome = read[i].IsDone ? outcomes[next++] : Intake.Rejected(read[i].Refusal.Errors);
            if (outcome.Outcome is IntakeOutcome.Accepted) accepted++;
            else if (outcome.Outcome is IntakeOutcome.Duplicate) duplicates++;
            else rejected.Add(new(i, IdOf(events[i]), ApiProblem.Invalid(new InvalidFields(outcome.Errors)).ProblemDetails));
        }

        return new(accepted, duplicates, rejected);
    }

    private static string? IdOf(JsonElement e) =>
        e.ValueKind is JsonValueKind.Object && e.TryGetProperty("id", out var id) && id.ValueKind is JsonValueKind.String ? FieldReader.TryGetString(id) : null;

    private sealed record ReportAnswer(int Accepted, int Duplicates, IReadOnlyList<RejectedEvent> Rejected);

    private sealed record RejectedEvent(int Index, string? Id, ProblemDetails Problem);
}
