using JoinArena.PrivacyPortal.Access;

namespace JoinArena.PrivacyPortal.Workers;

internal static class WorkerApi
{
    public static void MapWorkerApi(this IEndpointRouteBuilder routes) =>
        routes
            .MapPut("/api/v1/workers/{workerId}", AnnounceAsync)
            .RequireScope(Scopes.WorkersWrite)
            .RequireRateLimiting(RateLimits.PerKey)
            .WithTags("Workers")
            .WithName("PutWorker")
            .Produces<AnnouncedWorker>()
            .Produces<AnnouncedWorker>(StatusCodes.Status201Created);

    private static async Task<IResult> AnnounceAsync(
        string workerId,
        WorkerAnnouncement announcement,
        WorkerRegister register,
        CancellationToken ct
    )
    {
        var result = await register.AnnounceAsync(workerId, announcement, ct);
        if (!result.IsSuccess)
            return ApiProblem.CreateInvalid(result.Error);
        return result.Value.IsNew ? TypedResults.Created((string?)null, result.Value) : TypedResults.Ok(result.Value);
    }
}
