using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Workers;

namespace JoinArena.PrivacyPortal.Acceptance.Uses.Api;

/// <summary>Shows JoinArena's platform which uses of their data a worker has stopped.</summary>
internal static class UsesApi
{
    public static void MapUsesApi(this IEndpointRouteBuilder routes) =>
        routes
            .MapGet("/api/v1/workers/{workerId}/uses", GetUsesAsync)
            .RequireScope(Scopes.WorkersRead)
            .RequireRateLimiting(RateLimits.PerKey)
            .WithTags("Workers")
            .WithName("GetUses")
            .Produces<UsesResponse>();

    private static async Task<IResult> GetUsesAsync(
        string workerId,
        WorkerRegister workers,
        UseQueries uses,
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

        var clauses = await uses.ListUsesAsync(workerId, null, ct);
        return TypedResults.Ok(
            new UsesResponse(clauses is [var first, ..] ? first.Version.Name : null, [.. clauses.SelectMany(Describe)])
        );
    }

    private static IEnumerable<UseStatus> Describe(ClauseUse use) =>
        use.Stops.Select(stop => new UseStatus(
            use.Clause.Id,
            KebabCase.ToKebabCase(stop.Key),
            stop.Value is null ? "not-stopped" : "stopped",
            stop.Value?.At.ToIso(),
            UseScope.FromClause(use.Clause, stop.Key)
        ));
}

/// <param name="Version">
/// The version whose clauses are listed: the last one the worker accepted, else the one to accept.
/// </param>
/// <param name="Uses">Each clause that allows something, for each kind of party it names.</param>
internal sealed record UsesResponse(string? Version, IReadOnlyList<UseStatus> Uses);

/// <param name="Clause">The clause that describes the use.</param>
/// <param name="Recipient">The kind of party.</param>
/// <param name="Status"><c>stopped</c> or <c>not-stopped</c>. The latter is allowed only if the version is accepted.</param>
/// <param name="StoppedAt">Since when it is stopped, in UTC, or null.</param>
/// <param name="Scope">What the clause allows with this kind of party.</param>
internal sealed record UseStatus(
    string Clause,
    string Recipient,
    string Status,
    string? StoppedAt,
    IReadOnlyList<UseScope> Scope
);
