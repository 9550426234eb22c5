using System.Security.Claims;
using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Deletion.Requests.Tasks;
using JoinArena.PrivacyPortal.Jurisdictions;
using JoinArena.PrivacyPortal.Parties;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Deletion.Erasure.Answers;

/// <summary>The API for parties and JoinArena's systems: lists the erasures they are asked for.</summary>
internal static class ErasureApi
{
    private const int PageSize = 200;

    public static void MapErasureApi(this IEndpointRouteBuilder routes)
    {
        var api = routes
            .MapGroup("/api/v1/erasures")
            .RequireScope(Scopes.ErasuresWrite)
            .RequireRateLimiting(RateLimits.PerKey)
            .WithTags("Erasures");
        api.MapGet("", ListAsync).WithName("ListErasures").Produces<ErasureList>();
        api.MapOutcomeApi();
        routes.MapOutcomeLinkApi();
    }

    private static async Task<IResult> ListAsync(
        string? party,
        string? state,
        Guid? after,
        IDbContextFactory<PortalDbContext> contexts,
        DeadlineRules rules,
        ClaimsPrincipal key,
        CancellationToken ct
    )
    {
        TaskState? wanted = KebabCase.TryParse<TaskState>(state, out var parsed) ? parsed : null;
        if (state is not null && wanted is null)
        {
            return ApiProblem.CreateInvalid(
                new(new FieldError("/state", $"Give one of {string.Join(", ", KebabCase.GetNames<TaskState>())}."))
            );
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        var tasks = await FilterAsync(db, key, party, ct);
        if (wanted is not null)
            tasks = tasks.Where(t => t.State == wanted);
        if (after is not null)
            tasks = tasks.Where(t => t.Id > after);

        var found = await tasks
            .OrderBy(t => t.Id)
            .Take(PageSize + 1)
            .Join(
                db.DeletionRequests,
                t => t.RequestId,
                r => r.Id,
                (t, r) =>
                    new
                    {
                        Task = t,
                        r.Number,
                        r.WorkerId,
                        r.DueBy,
                        r.Jurisdiction,
                        r.Jobs,
                        CountsFrom = r.ReceivedAt ?? r.ConfirmedAt!.Value,
                    }
            )
            .ToListAsync(ct);
        return TypedResults.Ok(
            new ErasureList(
                [
                    .. found
                        .Take(PageSize)
                        .Select(f =>
                            ListedErasure.FromTask(
                                f.Task,
                                f.Number,
                                f.WorkerId,
                                f.DueBy,
                                ErasureInstruction.FindLaws(
                                    rules,
                                    DeletionRequest.ParsePlaces(f.Jurisdiction, f.Jobs),
                                    f.CountsFrom,
                                    f.Task
                                )
                            )
                        ),
                ],
                found.Count > PageSize ? found[PageSize - 1].Task.Id : null
            )
        );
    }

    /// <summary>The tasks that the key may see, of one party if given.</summary>
    private static async Task<IQueryable<ErasureTask>> FilterAsync(
        PortalDbContext db,
        ClaimsPrincipal key,
        string? party,
        CancellationToken ct
    )
    {
        var tasks = db.ErasureTasks.AsNoTracking();
        if (await key.FindKeyPartiesAsync(db, ct) is { Count: > 0 } keyParties)
            tasks = tasks.Where(t => keyParties.Contains(t.PartyId));
        if (party is null)
            return tasks;
        var currentId = await db.ResolveMergedPartyAsync(party, ct);
        return tasks.Where(t => t.PartyId == currentId);
    }
}
