using System.Globalization;
using System.Text.Json;
using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Data;
using Microsoft.AspNetCore.Mvc;

namespace JoinArena.PrivacyPortal.Disclosures.Intake.Api;

/// <summary>
/// <c>POST /api/v1/disclosures</c>: one event, a batch of events, or a stream of one event a line.
/// </summary>
internal static class ReportApi
{
    public const string Single = "application/cloudevents+json";
    public const string Batch = "application/cloudevents-batch+json";
    private const long MaxBodySize = 16 * 1024 * 1024;
    private const int MaxEvents = 10_000;

    public static void MapReportApi(this RouteGroupBuilder api) =>
        api.MapPost("/disclosures", ReportAsync)
            .RequireScope(Scopes.DisclosuresWrite)
            .WithName("ReportDisclosures")
            .WithMetadata(new RequestSizeLimitAttribute(MaxBodySize))
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
        if (type is ReportStream.MediaType or ReportStream.AlternativeMediaType)
            return new ReportStream(intake, keys, quota, clock, loggers.CreateLogger<ReportStream>());
        if (type is not (Single or Batch))
        {
            return ApiProblem.Create(
                415,
                "media-type",
                "This media type is not supported",
                $"Send one event as {Single}, an array of events as {Batch}, "
                    + $"or one event a line as {ReportStream.MediaType}."
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
        if (events.Length > MaxEvents)
        {
            return ApiProblem.Create(
                413,
                "too-many-events",
                "Too many events at once",
                $"Send at most {MaxEvents} events in one body."
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
        return TypedResults.Ok(await SubmitAsync(Array.ConvertAll(events, e => ReadEvent.Parse(e, now)), intake, ct));
    }

    private static async Task<JsonDocument?> ParseAsync(HttpRequest request, CancellationToken ct)
    {
        using var bytes = new MemoryStream((int)Math.Min(request.ContentLength ?? 4096, MaxBodySize));
        await request.Body.CopyToAsync(bytes, ct);
        return ReadEvent.TryParse(new(bytes.GetBuffer().AsMemory(0, (int)bytes.Length)));
    }

    private static async Task<ReportAnswer> SubmitAsync(
        ReadEvent[] events,
        DisclosureIntake intake,
        CancellationToken ct
    )
    {
        var results = await intake.SubmitAsync([.. events.Select(e => e.Report).OfType<Report>()], ct);
        var accepted = 0;
        var duplicates = 0;
        var rejected = new List<RejectedEvent>();
        var next = 0;
        for (var i = 0; i < events.Length; i++)
        {
            var result = events[i].Rejection ?? results[next++];
            switch (result.Outcome)
            {
                case IntakeOutcome.Accepted:
                    accepted++;
                    break;
                case IntakeOutcome.Duplicate:
                    duplicates++;
                    break;
                case IntakeOutcome.Rejected:
                    rejected.Add(new(i, events[i].Id, IntakeProblem.FromResult(result)));
                    break;
            }
        }

        return new(accepted, duplicates, rejected);
    }
}

/// <summary>The result of a body of events.</summary>
/// <param name="Accepted">How many are now stored durably.</param>
/// <param name="Duplicates">How many had been accepted before, with the same content.</param>
/// <param name="Rejected">Each event that was not accepted. It does not affect the others.</param>
internal sealed record ReportAnswer(int Accepted, int Duplicates, IReadOnlyList<RejectedEvent> Rejected);

/// <param name="Index">Its place in the body, counted from 0.</param>
internal sealed record RejectedEvent(int Index, string? Id, ProblemDetails Problem);
