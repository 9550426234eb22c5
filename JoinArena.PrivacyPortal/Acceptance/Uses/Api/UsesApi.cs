using JoinArena.PrivacyPortal.Acceptance.Uses.Objections;
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
        ObjectionQueries objections,
        CancellationToken ct
    )
    {
        if (await workers.FindAsync(workerId, ct) is null)
            return ApiProblem.CreateUnknownWorker();

        var clauses = await uses.ListUsesAsync(workerId, null, ct);
        var weighed = (await objections.ListAsync(workerId, ct)).ToDictionary(o => o.DecisionId);
        return TypedResults.Ok(
            new UsesResponse(
                clauses is [var first, ..] ? first.Version.Name : null,
                [.. clauses.SelectMany(use => Describe(use, weighed))]
            )
        );
    }

    private static IEnumerable<UseStatus> Describe(ClauseUse use, Dictionary<Guid, UseObjection> weighed) =>
        use.Recipients.Select(r => new UseStatus(
            use.Clause.Id,
            r.Kind.ToKebabCase(),
            r.Stop is null ? "not-stopped" : "stopped",
            r.Stop?.At.ToIso(),
            UseScope.FromClause(use.Clause, r.Kind),
            r.Last is { Kind: UseDecisionKind.Stopped, DecisionId: { } stop }
            && weighed.TryGetValue(stop, out var found)
                ? StopAnswer.FromObjection(found)
                : null
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
/// <param name="Objection">
/// JoinArena's answer to the worker's last stop of it, or null if they have not stopped it, have allowed it again, or no law
/// has the stop weighed. A stop counts while it is weighed; one that is denied counts until the answer.
/// </param>
internal sealed record UseStatus(
    string Clause,
    string Recipient,
    string Status,
    string? StoppedAt,
    IReadOnlyList<UseScope> Scope,
    StopAnswer? Objection
);

/// <param name="DecisionId">The id of the stop, as in the event of the stop.</param>
/// <param name="State"><c>waiting</c> or <c>answered</c>.</param>
/// <param name="DueBy">The last day for an answer.</param>
/// <param name="Answer">
/// <c>upheld</c>: the stop stays. <c>denied</c>: JoinArena has named a ground on which it goes on, and the stop has ended.
/// Null while it waits.
/// </param>
/// <param name="AnsweredAt">When it was answered, in UTC, or null.</param>
internal sealed record StopAnswer(Guid DecisionId, string State, DateOnly DueBy, string? Answer, string? AnsweredAt)
{
    public static StopAnswer FromObjection(UseObjection objection) =>
        new(
            objection.DecisionId,
            objection.AnsweredAt is null ? "waiting" : "answered",
            objection.DueBy,
            objection.Outcome is { } outcome ? outcome.ToKebabCase() : null,
            objection.AnsweredAt?.ToIso()
        );
}
