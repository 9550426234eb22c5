using System.Globalization;
using System.Security.Claims;
using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Parties;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Deletion.Erasure.Answers;

/// <summary>What parties and JoinArena's systems call: which erasures are asked for, and how they ended.</summary>
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
        api.MapPost("/{taskId:guid}/outcome", RecordAsync).WithName("RecordErasureOutcome");
        routes
            .MapPost("/api/v1/erasures/{taskId:guid}/outcome/{link}", RecordByLinkAsync)
            .AllowAnonymous()
            .RequireRateLimiting(RateLimits.SignedLinks)
            .WithMetadata(new RequestSizeLimitAttribute(16 * 1024))
            .WithTags("Erasures")
            .WithName("RecordErasureOutcomeByLink");
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
        if (state is not null && !KebabCase.TryParse<TaskState>(state, out _))
        {
            return ApiProblem.CreateInvalid(
                new(new FieldError("/state", $"Give one of {string.Join(", ", KebabCase.GetNames<TaskState>())}."))
            );
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        var tasks = db.ErasureTasks.AsNoTracking();
        if (await PartiesOfAsync(key, db, ct) is { Count: > 0 } own)
            tasks = tasks.Where(t => own.Contains(t.PartyId));
        if (party is not null)
        {
            var now = await db.ResolveMergedPartyAsync(party, ct);
            tasks = tasks.Where(t => t.PartyId == now);
        }

        if (KebabCase.TryParse<TaskState>(state, out var wanted))
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
                erasures = found.Take(PageSize).Select(f => Answer(f.Task, f.Number, f.WorkerId, f.DueBy)),
                next = found.Count > PageSize ? found[PageSize - 1].Task.Id : (Guid?)null,
            }
        );
    }

    private static async Task<IResult> RecordAsync(
        Guid taskId,
        OutcomeBody said,
        RequestProgressService desk,
        IDbContextFactory<PortalDbContext> contexts,
        ClaimsPrincipal key,
        CancellationToken ct
    )
    {
        if (!await IsOpenToAsync(key, taskId, contexts, ct))
            return Problem(OutcomeError.NotFound);
        var report = said.ToReport();
        if (!report.IsSuccess)
            return ApiProblem.CreateInvalid(report.Error);
        var result = await desk.RecordAsync(taskId, report.Value, Actor.Party(key.Identity?.Name ?? ""), ct);
        return result.IsSuccess
            ? TypedResults.Ok(
                new
                {
                    taskId,
                    number = result.Value,
                    outcome = said.Outcome,
                }
            )
            : Problem(result.Error);
    }

    /// <summary>Whether the key may know of the task: a party's key knows of its own.</summary>
    private static async Task<bool> IsOpenToAsync(
        ClaimsPrincipal key,
        Guid taskId,
        IDbContextFactory<PortalDbContext> contexts,
        CancellationToken ct
    )
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await PartiesOfAsync(key, db, ct) is not { Count: > 0 } own)
            return true;
        return await db.ErasureTasks.AnyAsync(t => t.Id == taskId && own.Contains(t.PartyId), ct);
    }

    /// <summary>
    /// The parties of a party's key, also where one has another id here by now; none for a key that opens everybody's.
    /// </summary>
    private static async Task<List<string>> PartiesOfAsync(
        ClaimsPrincipal key,
        PortalDbContext db,
        CancellationToken ct
    )
    {
        var own = new List<string>();
        foreach (var claim in key.FindAll(ApiKeyAuthentication.PartyClaim))
            own.Add(await db.ResolveMergedPartyAsync(claim.Value, ct));
        return own;
    }

    private static async Task<IResult> RecordByLinkAsync(
        Guid taskId,
        string link,
        OutcomeBody said,
        OutcomeLinks links,
        RequestProgressService desk,
        CancellationToken ct
    )
    {
        var opened = links.Open(link);
        if (!opened.IsSuccess)
            return Problem(opened.Error);
        if (opened.Value.Task != taskId)
            return Problem(OutcomeLinkError.Forged);
        var report = said.ToReport();
        if (!report.IsSuccess)
            return ApiProblem.CreateInvalid(report.Error);
        var result = await desk.RecordAsync(taskId, report.Value, Actor.Party("signed link"), ct, opened.Value.Round);
        return result.IsSuccess
            ? TypedResults.Ok(
                new
                {
                    taskId,
                    number = result.Value,
                    outcome = said.Outcome,
                }
            )
            : Problem(result.Error);
    }

    private static ProblemHttpResult Problem(OutcomeLinkError refusal) =>
        refusal switch
        {
            OutcomeLinkError.Forged => ApiProblem.Create(
                403,
                "link-invalid",
                "This link opens nothing",
                "Use it exactly as you were sent it, for the erasure it was sent for. Nothing was changed."
            ),
            OutcomeLinkError.Expired => ApiProblem.Create(
                410,
                "link-expired",
                "This link has expired",
                "Answer with an API key, or write to the privacy team. Nothing was changed."
            ),
        };

    private static ProblemHttpResult Problem(OutcomeError refusal) =>
        refusal switch
        {
            OutcomeError.NotFound => ApiProblem.Create(
                404,
                "not-found",
                "There is no such erasure",
                "See that the task's id is the one you were given."
            ),
            OutcomeError.NotNow => ApiProblem.Create(
                409,
                "not-now",
                "This erasure is not open",
                "Its request has not begun, or is over. Nothing was changed."
            ),
            OutcomeError.AlreadyAnswered => ApiProblem.Create(
                409,
                "already-answered",
                "This erasure has been answered otherwise",
                "An answer stands once given. This one was kept for the privacy team; write to them if the first was wrong."
            ),
            OutcomeError.GroundNeeded => Field("/ground", "Keeping data needs the code of a legal ground."),
            OutcomeError.GroundUnknown => Field(
                "/ground",
                "The law of the worker's place knows no such ground for this outcome."
            ),
            OutcomeError.UntilNeeded => Field(
                "/until",
                "Keeping data needs a last day that is not past, such as 2027-12-31."
            ),
            OutcomeError.NoteNeeded => Field(
                "/note",
                "Say in a sentence what cannot be undone and what is done instead, or why it is refused."
            ),
            OutcomeError.AskedAnew => ApiProblem.Create(
                410,
                "link-superseded",
                "You have been asked anew since this link was sent",
                "Use the link of the latest request. Your answer was kept for the privacy team and changes nothing."
            ),
            OutcomeError.NoteTooLong => Field("/note", $"Give at most {OutcomeReport.MaxNoteLength} characters."),
        };

    private static ProblemHttpResult Field(string pointer, string detail) =>
        ApiProblem.CreateInvalid(new(new FieldError(pointer, detail)));

    private static object Answer(ErasureTask task, string number, string workerId, DateOnly? dueBy) =>
        new
        {
            taskId = task.Id,
            number,
            workerId,
            partyId = task.PartyId,
            state = KebabCase.ToKebabCase(task.State),
            items = task.Items.Select(i => new { id = i.ItemId, category = KebabCase.ToKebabCase(i.Category) }),
            interviewIds = task.Items.Select(i => i.InterviewId).OfType<string>().Distinct(StringComparer.Ordinal),
            dueBy = Text(dueBy),
            createdAt = task.CreatedAt.ToIso(),
            toldAt = task.NotifiedAt?.ToIso(),
            endedAt = task.EndedAt?.ToIso(),
            ground = task.Ground,
            until = Text(task.Until),
            note = task.Note,
        };

    private static string? Text(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}

/// <summary>An outcome as it is sent.</summary>
internal sealed record OutcomeBody(string? Outcome, string? Ground = null, string? Until = null, string? Note = null)
{
    /// <summary>The report it is, or each field that is wrong.</summary>
    public Result<OutcomeReport, InvalidFields> ToReport()
    {
        var errors = new List<FieldError>();
        DateOnly? until = null;
        if (!KebabCase.TryParse<TaskOutcome>(Outcome, out var outcome))
            errors.Add(new("/outcome", $"Give one of {string.Join(", ", KebabCase.GetNames<TaskOutcome>())}."));
        if (TryDay(Until, out var day))
            until = day;
        else if (Until is not null)
            errors.Add(new("/until", "Give a date such as 2027-12-31."));
        return errors.Count > 0 ? new InvalidFields(errors) : new OutcomeReport(outcome, Ground, until, Note);
    }

    private static bool TryDay(string? text, out DateOnly day) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day);
}
