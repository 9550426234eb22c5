using System.Globalization;
using System.Security.Claims;
using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Deletion.Requests.Tasks;
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
        api.MapGet("", ListAsync).WithName("ListErasures");
        api.MapOutcomeApi();
        routes.MapOutcomeLinkApi();
    }

    private static async Task<IResult> ListAsync(
        string? party,
        string? state,
        Guid? after,
        IDbContextFactory<PortalDbContext> contexts,
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
                    }
            )
            .ToListAsync(ct);
        return TypedResults.Ok(
            new
            {
                erasures = found.Take(PageSize).Select(f => ToJson(f.Task, f.Number, f.WorkerId, f.DueBy)),
                next = found.Count > PageSize ? found[PageSize - 1].Task.Id : (Guid?)null,
            }
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

    private static object ToJson(ErasureTask task, string number, string workerId, DateOnly? dueBy) =>
        new
        {
            taskId = task.Id,
            number,
            workerId,
            partyId = task.PartyId,
            state = KebabCase.ToKebabCase(task.State),
            items = task.Items.Select(i => new { id = i.ItemId, category = KebabCase.ToKebabCase(i.Category) }),
            interviewIds = task.Items.Select(i => i.InterviewId).OfType<string>().Distinct(StringComparer.Ordinal),
            dueBy = ToText(dueBy),
            createdAt = task.CreatedAt.ToIso(),
            toldAt = task.NotifiedAt?.ToIso(),
            endedAt = task.EndedAt?.ToIso(),
            ground = task.Ground,
            until = ToText(task.Until),
            note = task.Note,
        };

    private static string? ToText(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
