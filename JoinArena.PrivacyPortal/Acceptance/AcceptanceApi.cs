using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Workers;

namespace JoinArena.PrivacyPortal.Acceptance;

/// <summary>
/// Shows JoinArena's platform if a worker still has to accept, so that it can send them to the portal.
/// </summary>
internal static class AcceptanceApi
{
    public static void MapAcceptanceApi(this IEndpointRouteBuilder routes) =>
        routes
            .MapGet("/api/v1/workers/{workerId}/acceptance", GetAcceptanceAsync)
            .RequireScope(Scopes.WorkersRead)
            .RequireRateLimiting(RateLimits.PerKey)
            .WithTags("Workers")
            .WithName("GetAcceptance")
            .Produces<AcceptanceStatusResponse>();

    private static async Task<IResult> GetAcceptanceAsync(
        string workerId,
        WorkerRegister workers,
        AcceptanceQueries acceptances,
        PublicAddress portal,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        if (await workers.FindAsync(workerId, ct) is null)
            return ApiProblem.CreateUnknownWorker();

        var state = await acceptances.GetOverviewAsync(workerId, clock.GetInstant(), ct);
        return TypedResults.Ok(
            new AcceptanceStatusResponse(
                state.Status.ToKebabCase(),
                state.LastAcceptance?.Version,
                state.LastAcceptance?.AcceptedAt.ToIso(),
                state.CurrentVersion.Name,
                portal.GetUri("/policy/accept").AbsoluteUri
            )
        );
    }
}

/// <param name="Status">
/// <c>accepted</c>, including when all later versions are editorial; <c>outdated</c>; or <c>none</c>.
/// </param>
/// <param name="Version">The last version the worker accepted, or null.</param>
/// <param name="AcceptedAt">When they accepted it, in UTC, or null.</param>
/// <param name="CurrentVersion">The version to accept now.</param>
/// <param name="AcceptUrl">The page where the worker accepts it.</param>
internal sealed record AcceptanceStatusResponse(
    string Status,
    string? Version,
    string? AcceptedAt,
    string CurrentVersion,
    string AcceptUrl
);
