using System.Security.Claims;
using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Deletion.Requests;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Deletion.Erasure.Answers;

/// <summary>The API through which a party answers an erasure: with an API key, or with the task's signed link.</summary>
internal static class OutcomeApi
{
    private const int MaxBodySize = 16 * 1024;

    public static void MapOutcomeApi(this RouteGroupBuilder api) =>
        api.MapPost("/{taskId:guid}/outcome", RecordAsync).WithName("RecordErasureOutcome");

    public static void MapOutcomeLinkApi(this IEndpointRouteBuilder routes) =>
        routes
            .MapPost("/api/v1/erasures/{taskId:guid}/outcome/{link}", RecordByLinkAsync)
            .AllowAnonymous()
            .RequireRateLimiting(RateLimits.SignedLinks)
            .WithMetadata(new RequestSizeLimitAttribute(MaxBodySize))
            .WithTags("Erasures")
            .WithName("RecordErasureOutcomeByLink");

    private static async Task<IResult> RecordAsync(
        Guid taskId,
        OutcomeBody body,
        RequestProgressService progress,
        IDbContextFactory<PortalDbContext> contexts,
        ClaimsPrincipal key,
        CancellationToken ct
    )
    {
        if (!await MayAnswerAsync(key, taskId, contexts, ct))
            return OutcomeProblems.Create(OutcomeError.NotFound);
        var report = body.ToReport();
        if (!report.IsSuccess)
            return ApiProblem.CreateInvalid(report.Error);
        var result = await progress.RecordAsync(taskId, report.Value, Actor.Party(key.Identity?.Name ?? ""), ct);
        return ToResponse(taskId, body, result);
    }

    private static async Task<IResult> RecordByLinkAsync(
        Guid taskId,
        string link,
        OutcomeBody body,
        OutcomeLinks links,
        RequestProgressService progress,
        CancellationToken ct
    )
    {
        var opened = links.Open(link);
        if (!opened.IsSuccess)
            return OutcomeProblems.Create(opened.Error);
        if (opened.Value.Task != taskId)
            return OutcomeProblems.Create(OutcomeLinkError.Forged);
        var report = body.ToReport();
        if (!report.IsSuccess)
            return ApiProblem.CreateInvalid(report.Error);
        var actor = Actor.Party(OutcomeLinks.ActorName);
        var result = await progress.RecordAsync(taskId, report.Value, actor, ct, opened.Value.Round);
        return ToResponse(taskId, body, result);
    }

    /// <summary>Returns false for a task that a party's key must not know of.</summary>
    private static async Task<bool> MayAnswerAsync(
        ClaimsPrincipal key,
        Guid taskId,
        IDbContextFactory<PortalDbContext> contexts,
        CancellationToken ct
    )
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await key.FindKeyPartiesAsync(db, ct) is not { Count: > 0 } keyParties)
            return true;
        return await db.ErasureTasks.AnyAsync(t => t.Id == taskId && keyParties.Contains(t.PartyId), ct);
    }

    private static IResult ToResponse(Guid taskId, OutcomeBody body, Result<string, OutcomeError> result) =>
        result.IsSuccess
            ? TypedResults.Ok(
                new
                {
                    taskId,
                    number = result.Value,
                    outcome = body.Outcome,
                }
            )
            : OutcomeProblems.Create(result.Error);
}
