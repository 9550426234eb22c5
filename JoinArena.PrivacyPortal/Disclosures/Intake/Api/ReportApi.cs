using System.Globalization;
using System.Text.Json.Serialization;
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
            .Produces<ReportAnswer>()
            .AddOpenApiOperationTransformer(ReportDescription.DescribeAsync);

    private static async Task<IResult> ReportAsync(
        HttpContext http,
        DisclosureIntake intake,
        ApiKeyStore keys,
        EventQuota quota,
        PublicAddress portal,
        StreamLimits limits,
        TimeProvider clock,
        ILoggerFactory loggers,
        CancellationToken ct
    )
    {
        // Media types are compared without regard to case (RFC 9110 8.3.1).
        var type = http.Request.ContentType?.Split(';')[0].Trim().ToLowerInvariant();
        if (type is ReportStream.MediaType or ReportStream.AlternativeMediaType)
            return new ReportStream(intake, keys, quota, portal, limits, clock, loggers.CreateLogger<ReportStream>());
        var isBinary = type is not (Single or Batch) && BinaryModeEvent.IsIn(http.Request);
        if (type is not (Single or Batch) && !isBinary)
        {
            http.Response.Headers.Accept = $"{Single}, {Batch}, {ReportStream.MediaType}";
            return ApiProblem.Create(
                415,
                "media-type",
                "This media type is not supported",
                $"Send one event as {Single}, an array of events as {Batch}, "
                    + $"one event a line as {ReportStream.MediaType}, "
                    + "or the data of one event as application/json with its attributes in ce-* headers."
            );
        }

        var bytes = await ReadAsync(http.Request, ct);
        if (isBinary)
        {
            if (JsonSyntaxCheck.FindError(bytes.Span) is { } error)
                return ApiProblem.CreateMalformed("Send the data of the event as JSON.", error);
            bytes = BinaryModeEvent.ToStructuredMode(http.Request, bytes);
        }

        // Counted before anything is parsed: a small body can hold a great many values.
        var slices = EventSlices.TrySplit(bytes, isBatch: type is Batch, MaxEvents + 1);
        if (slices is null)
        {
            var form = type is Batch ? "Send a JSON array of events." : "Send one event as a JSON object.";
            return ApiProblem.CreateMalformed(form, EventSlices.FindFault(bytes, isBatch: type is Batch, form));
        }

        if (slices.Count > MaxEvents)
        {
            return ApiProblem.Create(
                413,
                "too-many-events",
                "Too many events at once",
                $"Send at most {MaxEvents} events in one body."
            );
        }

        if (!quota.TryTake(http.User.Identity?.Name ?? "", slices.Count))
        {
            http.Response.Headers.RetryAfter = ((int)Math.Ceiling(quota.TimeUntilReset.TotalSeconds)).ToString(
                CultureInfo.InvariantCulture
            );
            return TypedResults.Problem(IntakeProblem.QuotaExhausted());
        }

        var now = clock.GetInstant();
        ReadEvent[] events = [.. slices.Select(slice => slice.Read(now))];
        var results = await intake.SubmitAsync([.. events.Select(e => e.Report).OfType<Report>()], ct);
        return TypedResults.Ok(CreateAnswer(events, results, portal));
    }

    private static async Task<ReadOnlyMemory<byte>> ReadAsync(HttpRequest request, CancellationToken ct)
    {
        using var stream = new MemoryStream((int)Math.Min(request.ContentLength ?? 4096, MaxBodySize));
        await request.Body.CopyToAsync(stream, ct);
        var bytes = stream.GetBuffer().AsMemory(0, (int)stream.Length);
        // Some programs write a byte order mark (RFC 8259 8.1 allows to ignore it).
        return bytes.Span.StartsWith("\uFEFF"u8) ? bytes[3..] : bytes;
    }

    private static ReportAnswer CreateAnswer(
        ReadEvent[] events,
        IReadOnlyList<IntakeResult> results,
        PublicAddress portal
    )
    {
        var accepted = 0;
        var duplicates = 0;
        var rejected = new List<RejectedEvent>();
        List<IgnoredMembers>? ignored = null;
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
                    var problem = ApiProblem.SetAddress(IntakeProblem.FromResult(result), portal);
                    rejected.Add(new(i, events[i].Id, problem));
                    break;
            }

            if (events[i].Ignored is { } pointers)
                (ignored ??= []).Add(new(i, events[i].Id, pointers));
        }

        return new(accepted, duplicates, rejected, ignored);
    }
}

/// <summary>The result of a body of events.</summary>
/// <param name="Accepted">How many are now stored durably.</param>
/// <param name="Duplicates">How many had been accepted before, with the same content.</param>
/// <param name="Rejected">Each event that was not accepted. It does not affect the others.</param>
/// <param name="Ignored">Each event with members that the portal does not know; there only if there are any.</param>
internal sealed record ReportAnswer(
    int Accepted,
    int Duplicates,
    IReadOnlyList<RejectedEvent> Rejected,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<IgnoredMembers>? Ignored
);

/// <param name="Index">Its place in the body, counted from 0.</param>
internal sealed record RejectedEvent(int Index, string? Id, ProblemDetails Problem);

/// <param name="Index">The event's place in the body, counted from 0.</param>
/// <param name="Pointers">A JSON Pointer to each member that was ignored.</param>
internal sealed record IgnoredMembers(int Index, string? Id, IReadOnlyList<string> Pointers);
