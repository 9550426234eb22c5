using System.Text.Json.Serialization;
using JoinArena.PrivacyPortal.Access;

namespace JoinArena.PrivacyPortal.Workers;

internal static class WorkerApi
{
    public static void MapWorkerApi(this IEndpointRouteBuilder routes)
    {
        var workers = routes
            .MapGroup("/api/v1/workers/{workerId}")
            .RequireRateLimiting(RateLimits.PerKey)
            .WithTags("Workers");
        workers
            .MapPut("", AnnounceAsync)
            .RequireScope(Scopes.WorkersWrite)
            .WithName("PutWorker")
            .Produces<WorkerAnswer>()
            .Produces<WorkerAnswer>(StatusCodes.Status201Created);
        workers
            .MapGet("", GetAsync)
            .RequireScope(Scopes.WorkersRead)
            .WithName("GetWorker")
            .Produces<WorkerAnnouncement>();
    }

    private static async Task<IResult> AnnounceAsync(
        string workerId,
        JsonBody<WorkerAnnouncement> body,
        WorkerRegister register,
        CancellationToken ct
    )
    {
        if (!body.IsValid)
            return body.Error;
        var result = await register.AnnounceAsync(workerId, body.Value, ct);
        if (!result.IsSuccess)
            return body.CreateInvalid(result.Error);
        var answer = new WorkerAnswer(result.Value.Id, result.Value.IsNew, body.Ignored);
        return answer.IsNew ? TypedResults.Created((string?)null, answer) : TypedResults.Ok(answer);
    }

    private static async Task<IResult> GetAsync(
        string workerId,
        WorkerRegister register,
        HttpResponse response,
        CancellationToken ct
    )
    {
        response.Headers.CacheControl = "no-store";
        return await register.FindAsync(workerId, ct) is { } worker
            ? TypedResults.Ok(WorkerAnnouncement.FromWorker(worker))
            : ApiProblem.CreateUnknownWorker();
    }
}

/// <param name="Ignored">A JSON Pointer to each member of the body that the portal does not know.</param>
internal sealed record WorkerAnswer(
    string Id,
    bool IsNew,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? Ignored
);
