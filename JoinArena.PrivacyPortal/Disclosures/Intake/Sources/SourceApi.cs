using System.Text.Json.Serialization;
using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Data.Input;

namespace JoinArena.PrivacyPortal.Disclosures.Intake.Sources;

/// <summary>
/// What reporting systems announce about themselves. The names of sources contain slashes, so each route exists twice:
/// with the slash as <c>%2F</c>, which the router takes for one segment, and with a plain slash, for callers whose client
/// or proxy has decoded it.
/// </summary>
internal static class SourceApi
{
    private const string Heartbeat = "/heartbeat";

    public static void MapSourceApi(this RouteGroupBuilder api)
    {
        var sources = api.MapGroup("/sources").RequireScope(Scopes.DisclosuresWrite).WithTags("Sources");
        sources
            .MapPut("/{source}", PutAsync)
            .WithName("PutSource")
            .Produces<SourceAnswer>()
            .Produces<SourceAnswer>(StatusCodes.Status201Created);
        sources.MapGet("/{source}", GetAsync).WithName("GetSource").Produces<SourceAnnouncement>();
        sources.MapPost("/{source}" + Heartbeat, PostHeartbeatAsync).WithName("Heartbeat").Produces<HeartbeatAnswer>();
        MapDecodedRoutes(sources);
    }

    private static void MapDecodedRoutes(RouteGroupBuilder sources)
    {
        // The address of a heartbeat is not that of a source, and takes no other method.
        const string Source = @"/{**source:regex(^(?!.*\x2Fheartbeat$))}";
        sources.MapPut(Source, PutAsync).ExcludeFromDescription();
        sources.MapGet(Source, GetAsync).ExcludeFromDescription();
        sources.MapPost(@"/{**source:regex(\x2Fheartbeat$)}", PostHeartbeatDecodedAsync).ExcludeFromDescription();
    }

    private static async Task<IResult> PutAsync(
        string source,
        JsonBody<SourceAnnouncement> body,
        SourceRegister register,
        CancellationToken ct
    )
    {
        if (!body.IsValid)
            return body.Error;
        var result = await register.AnnounceAsync(Decode(source), body.Value, ct);
        if (!result.IsSuccess)
            return body.CreateInvalid(result.Error);
        var answer = new SourceAnswer(result.Value.Id, body.Ignored);
        return result.Value.IsNew ? TypedResults.Created((string?)null, answer) : TypedResults.Ok(answer);
    }

    private static async Task<IResult> GetAsync(string source, SourceRegister register, CancellationToken ct) =>
        await register.FindAnnouncementAsync(Decode(source), ct) is { } found
            ? TypedResults.Ok(found)
            : ApiProblem.Create(
                404,
                "not-found",
                "There is nothing with this id",
                "Announce the source with PUT /api/v1/sources/{source} (write a slash as %2F) first."
            );

    private static async Task<IResult> PostHeartbeatAsync(
        string source,
        JsonBody<HeartbeatBody> body,
        SourceRegister register,
        CancellationToken ct
    )
    {
        if (!body.IsValid)
            return body.Error;
        if (!Rfc3339.TryParse(body.Value.CompleteUntil, out var until))
            return body.CreateInvalid(new(new FieldError("/completeUntil", Rfc3339.Expected)));

        var result = await register.RecordHeartbeatAsync(Decode(source), until, ct);
        if (result.IsSuccess)
            return TypedResults.Ok(new HeartbeatAnswer(result.Value.Id, result.Value.CompleteUntil, body.Ignored));
        return result.Error switch
        {
            HeartbeatError.UnknownSource => ApiProblem.Create(
                404,
                "not-announced",
                "This is not announced yet",
                "Announce the source with PUT /api/v1/sources/{source} (write a slash as %2F), then send this again."
            ),
            HeartbeatError.Future => body.CreateInvalid(
                new(
                    new FieldError(
                        "/completeUntil",
                        "This is more than five minutes in the future. Check the clock of the reporting system."
                    )
                )
            ),
        };
    }

    private static async Task<IResult> PostHeartbeatDecodedAsync(
        string source,
        JsonBody<HeartbeatBody> body,
        SourceRegister register,
        CancellationToken ct
    ) =>
        source.EndsWith(Heartbeat, StringComparison.Ordinal)
            ? await PostHeartbeatAsync(source[..^Heartbeat.Length], body, register, ct)
            : ApiProblem.Create(
                404,
                "not-found",
                "There is nothing with this id",
                "Send heartbeats to /api/v1/sources/{source}/heartbeat. Write a slash in the name as %2F."
            );

    // The server decodes everything in a path except this.
    private static string Decode(string source) => source.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);
}

/// <param name="CompleteUntil">Everything up to here has been reported.</param>
internal sealed record HeartbeatBody([property: Instant] string? CompleteUntil);

/// <param name="Ignored">A JSON Pointer to each member of the body that the portal does not know.</param>
internal sealed record SourceAnswer(
    string Id,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? Ignored
);

/// <param name="Ignored">A JSON Pointer to each member of the body that the portal does not know.</param>
internal sealed record HeartbeatAnswer(
    string Id,
    DateTimeOffset? CompleteUntil,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? Ignored
);
