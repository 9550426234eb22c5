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
        sources.MapPost("/{source}" + Heartbeat, PostHeartbeatAsync).WithName("Heartbeat").Produces<HeartbeatAnswer>();
        MapDecodedRoutes(sources);
    }

    private static void MapDecodedRoutes(RouteGroupBuilder sources)
    {
        sources.MapPut("/{**source}", PutAsync).ExcludeFromDescription();
        sources.MapPost("/{**source}", PostHeartbeatDecodedAsync).ExcludeFromDescription();
    }

    private static async Task<IResult> PutAsync(
        string source,
        SourceAnnouncement announcement,
        SourceRegister register,
        CancellationToken ct
    )
    {
        var result = await register.AnnounceAsync(Decode(source), announcement, ct);
        if (!result.IsSuccess)
            return ApiProblem.CreateInvalid(result.Error);
        return result.Value.IsNew
            ? TypedResults.Created((string?)null, new SourceAnswer(result.Value.Id))
            : TypedResults.Ok(new SourceAnswer(result.Value.Id));
    }

    private static async Task<IResult> PostHeartbeatAsync(
        string source,
        HeartbeatBody heartbeat,
        SourceRegister register,
        CancellationToken ct
    )
    {
        if (!Rfc3339.TryParse(heartbeat.CompleteUntil, out var until))
            return ApiProblem.CreateInvalid(new(new FieldError("/completeUntil", Rfc3339.Expected)));

        var result = await register.RecordHeartbeatAsync(Decode(source), until, ct);
        if (result.IsSuccess)
            return TypedResults.Ok(new HeartbeatAnswer(result.Value.Id, result.Value.CompleteUntil));
        return result.Error switch
        {
            HeartbeatError.UnknownSource => ApiProblem.Create(
                404,
                "not-announced",
                "This is not announced yet",
                "Announce the source with PUT /api/v1/sources/{source} (write a slash as %2F), then send this again."
            ),
            HeartbeatError.Future => ApiProblem.CreateInvalid(
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
        HeartbeatBody heartbeat,
        SourceRegister register,
        CancellationToken ct
    ) =>
        source.EndsWith(Heartbeat, StringComparison.Ordinal)
            ? await PostHeartbeatAsync(source[..^Heartbeat.Length], heartbeat, register, ct)
            : ApiProblem.Create(
                404,
                "not-found",
                "There is nothing here",
                "Send heartbeats to /api/v1/sources/{source}/heartbeat. Write a slash in the name as %2F."
            );

    // The server decodes everything in a path except this.
    private static string Decode(string source) => source.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);
}

/// <param name="CompleteUntil">Everything up to here has been reported.</param>
internal sealed record HeartbeatBody([property: Instant] string? CompleteUntil);

internal sealed record SourceAnswer(string Id);

internal sealed record HeartbeatAnswer(string Id, DateTimeOffset? CompleteUntil);
