using System.Globalization;
using System.Text.Json;
using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Data;
using Microsoft.AspNetCore.Mvc;

namespace JoinArena.PrivacyPortal.Disclosures.Intake.Api;

/// <summary>
/// <c>POST /api/v1/disclosures</c>: one event, a batch of them, or one a line for as long as the caller likes.
/// </summary>
internal static class ReportApi
{
    public const string One = "application/cloudevents+json";
    public const string Batch = "application/cloudevents-batch+json";
    private const long LargestBody = 16 * 1024 * 1024;
    private const int MostEvents = 10_000;

    public static void MapReportApi(this RouteGroupBuilder api) =>
        api.MapPost("/disclosures", ReportAsync)
            .RequireScope(Scopes.DisclosuresWrite)
            .WithName("ReportDisclosures")
            .WithMetadata(new RequestSizeLimitAttribute(LargestBody))
            .AddOpenApiOperationTransformer(ReportDescription.DescribeAsync);

    private static async Task<IResult> ReportAsync(
        HttpContext http,
        DisclosureIntake intake,
        ApiKeyStore keys,
        EventQuota quota,
        TimeProvider clock,
        ILoggerFactory loggers,
        CancellationToken ct
    )
    {
        var type = http.Request.ContentType?.Split(';')[0].Trim();
        if (type is ReportStream.MediaType or ReportStream.OtherMediaType)
            return new ReportStream(intake, keys, quota, clock, loggers.CreateLogger<ReportStream>());
        if (type is not (One or Batch))
        {
            return ApiProblem.Create(
                415,
                "media-type",
                "This form of body is not known here",
                $"Send one event as {One}, an array of events as {Batch}, or one event a line as {ReportStream.MediaType}."
            );
        }

        using var body = await ParseAsync(http.Request, ct);
        if (body is null || body.RootElement.ValueKind != (type is Batch ? JsonValueKind.Array : JsonValueKind.Object))
        {
            return ApiProblem.Create(
                400,
                "malformed",
                "This body cannot be read",
                type is Batch ? "Send a JSON array of events." : "Send one event as a JSON object."
            );
        }

        JsonElement[] events = type is Batch ? [.. body.RootElement.EnumerateArray()] : [body.RootElement];
        if (events.Length > MostEvents)
        {
            return ApiProblem.Create(
                413,
                "too-many-events",
                "Too many events at once",
                $"Send at most {MostEvents} events in one body."
            );
        }

        if (!quota.TryTake(http.User.Identity?.Name ?? "", events.Length))
        {
            http.Response.Headers.RetryAfter = ((int)Math.Ceiling(quota.TimeUntilReset.TotalSeconds)).ToString(
                CultureInfo.InvariantCulture
            );
            return TypedResults.Problem(IntakeProblem.QuotaExhausted());
        }

        var now = clock.GetInstant();
        return TypedResults.Ok(await TakeAsync(Array.ConvertAll(events, e => ReadEvent.Parse(e, now)), intake, ct));
    }

    private static async Task<JsonDocument?> ParseAsync(HttpRequest request, CancellationToken ct)
    {
        using var bytes = new MemoryStream((int)Math.Min(request.ContentLength ?? 4096, LargestBody));
        await request.Body.CopyToAsync(bytes, ct);
        return ReadEvent.TryParse(new(bytes.GetBuffer().AsMemory(0, (int)bytes.Length)));
    }

    private static async Task<ReportAnswer> TakeAsync(ReadEvent[] events, DisclosureIntake intake, CancellationToken ct)
    {
        var outcomes = await intake.SubmitAsync([.. events.Select(e => e.Report).OfType<Report>()], ct);
        var (accepted, duplicates, next, rejected) = (0, 0, 0, new List<RejectedEvent>());
        for (var i = 0; i < events.Length; i++)
        {
            var outcome = events[i].Rejection ?? outcomes[next++];
            if (outcome.Outcome is IntakeOutcome.Accepted)
                accepted++;
            else if (outcome.Outcome is IntakeOutcome.Duplicate)
                duplicates++;
            else
                rejected.Add(new(i, events[i].Id, IntakeProblem.FromResult(outcome)));
        }

        return new(accepted, duplicates, rejected);
    }
}

/// <summary>What became of a body of events.</summary>
/// <param name="Accepted">How many are in the book now, durably.</param>
/// <param name="Duplicates">How many were there already, with the same content.</param>
/// <param name="Rejected">Each event that was not taken; the others were.</param>
internal sealed record ReportAnswer(int Accepted, int Duplicates, IReadOnlyList<RejectedEvent> Rejected);

/// <param name="Index">Its place in the body, from 0.</param>
internal sealed record RejectedEvent(int Index, string? Id, ProblemDetails Problem);
