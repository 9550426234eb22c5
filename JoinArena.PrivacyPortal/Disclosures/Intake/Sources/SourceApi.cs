using JoinArena.PrivacyPortal.Access;

namespace JoinArena.PrivacyPortal.Disclosures.Intake.Sources;

/// <summary>
/// What reporting systems say of themselves. Names of sources hold slashes, so each route stands twice: with the slash
/// as <c>%2F</c>, which is one segment to the
/// router, and with the slash as it is, for those whose client or proxy has decoded it.
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
        sources.MapPost("/{source}" + Heartbeat, BeatAsync).WithName("Heartbeat").Produces<HeartbeatAnswer>();
        MapDecoded(sources);
    }

    private static void MapDecoded(RouteGroupBuilder sources)
    {
        sources.MapPut("/{**source}", PutAsync).ExcludeFromDescription();
        sources.MapPost("/{**source}", BeatOfAnyAsync).ExcludeFromDescription();
    }

    private static async Task<IResult> PutAsync(
        string source,
        SourceAnnouncement said,
        SourceRegister book,
        CancellationToken ct
    )
    {
        var result = await book.AnnounceAsync(Decoded(source), said, ct);
        if (!result.IsSuccess)
            return ApiProblem.CreateInvalid(result.Error);
        return result.Value.IsNew
            ? TypedResults.Created((string?)null, new SourceAnswer(result.Value.Id))
            : TypedResults.Ok(new SourceAnswer(result.Value.Id));
    }

    private static async Task<IResult> BeatAsync(
        string source,
        HeartbeatBody said,
        SourceRegister book,
        CancellationToken ct
    )
    {
        if (said.CompleteUntil is not { } until)
        {
            return ApiProblem.CreateInvalid(
                new(new FieldError("/completeUntil", "Give an RFC 3339 instant, such as 2026-11-20T10:15:00Z."))
            );
        }

        var result = await book.RecordHeartbeatAsync(Decoded(source), until, ct);
        if (result.IsSuccess)
            return TypedResults.Ok(new HeartbeatAnswer(result.Value.Id, result.Value.CompleteUntil));
        return result.Error switch
        {
            HeartbeatError.UnknownSource => ApiProblem.Create(
                404,
                "not-announced",
                "This is not announced yet",
                "Announce the source with PUT /api/v1/sources/{source}, a slash in it as %2F, then send this again."
            ),
            HeartbeatError.Future => ApiProblem.CreateInvalid(
                new(
                    new FieldError(
                        "/completeUntil",
                        "This lies more than five minutes in the future; see to the clock of the reporting system."
                    )
                )
            ),
        };
    }

    private static async Task<IResult> BeatOfAnyAsync(
        string source,
        HeartbeatBody said,
        SourceRegister book,
        CancellationToken ct
    ) =>
        source.EndsWith(Heartbeat, StringComparison.Ordinal)
            ? await BeatAsync(source[..^Heartbeat.Length], said, book, ct)
            : ApiProblem.Create(
                404,
                "not-found",
                "There is nothing here",
                "A source is heard at /api/v1/sources/{source}/heartbeat, a slash in its name as %2F."
            );

    // The server decodes a path but for this one sign.
    private static string Decoded(string source) => source.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);
}

/// <param name="CompleteUntil">Everything up to here has been reported.</param>
internal sealed record HeartbeatBody(DateTimeOffset? CompleteUntil);

internal sealed record SourceAnswer(string Id);

internal sealed record HeartbeatAnswer(string Id, DateTimeOffset? CompleteUntil);
