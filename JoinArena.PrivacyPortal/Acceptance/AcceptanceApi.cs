using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Workers;

namespace JoinArena.PrivacyPortal.Acceptance;

/// <summary>Tells JoinArena's platform whether a worker still has to accept, so that it can send them here.</summary>
internal static class AcceptanceApi
{
    public static void MapAcceptanceApi(this IEndpointRouteBuilder routes) =>
        routes
            .MapGet("/api/v1/workers/{workerId}/acceptance", StandingAsync)
            .RequireScope(Scopes.WorkersRead)
            .RequireRateLimiting(RateLimits.PerKey)
            .WithTags("Workers")
            .WithName("GetAcceptance")
            .Produces<AcceptanceStatusResponse>();

    private static async Task<IResult> StandingAsync(
        string workerId,
        WorkerRegister workers,
        AcceptanceQueries book,
        PublicAddress portal,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        if (await workers.FindAsync(workerId, ct) is null)
        {
            return ApiProblem.Create(
                404,
                "unknown-worker",
                "No such worker",
                "Announce them with PUT /api/v1/workers/{workerId} first."
            );
        }

        var state = await book.GetOverviewAsync(workerId, clock.GetInstant(), ct);
        return TypedResults.Ok(
            new AcceptanceStatusResponse(
                KebabCase.ToKebabCase(state.Status),
                state.LastAcceptance?.Version,
                state.LastAcceptance?.AcceptedAt.ToIso(),
                state.CurrentVersion.Name,
                portal.GetUri("/policy/accept").AbsoluteUri
            )
        );
    }
}

/// <param name="Status">
/// <c>accepted</c>, also while later versions only say the same in other words; <c>outdated</c>; or <c>none</c>.
/// </param>
/// <param name="Version">The version accepted last, or null.</param>
/// <param name="AcceptedAt">When that was, in UTC, or null.</param>
/// <param name="CurrentVersion">The version to accept now.</param>
/// <param name="AcceptUrl">Where the worker does it.</param>
internal sealed record AcceptanceStatusResponse(
    string Status,
    string? Version,
    string? AcceptedAt,
    string CurrentVersion,
    string AcceptUrl
);
