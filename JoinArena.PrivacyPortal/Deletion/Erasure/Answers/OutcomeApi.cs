using System.Security.Claims;
using System.Text.Json.Serialization;
using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Deletion.Requests;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Deletion.Erasure.Answers;

/// <summary>The API through which a party answers an erasure: with an API key, or with the task's signed link.</summary>
internal static class OutcomeApi
{
    private const int MaxBodySize = 16 * 1024;

    public static void MapOutcomeApi(this RouteGroupBuilder api) =>
        api.MapPost("/{taskId:guid}/outcome", RecordAsync).WithName("RecordErasureOutcome").Produces<OutcomeAnswer>();

    public static void MapOutcomeLinkApi(this IEndpointRouteBuilder routes) =>
        routes
            .MapPost("/api/v1/erasures/{taskId:guid}/outcome/{link}", RecordByLinkAsync)
            .AllowAnonymous()
            .RequireRateLimiting(RateLimits.SignedLinks)
            .WithMetadata(new RequestSizeLimitAttribute(MaxBodySize))
            .WithTags("Erasures")
            .WithName("RecordErasureOutcomeByLink")
            .Produces<OutcomeAnswer>();

    private static async Task<IResult> RecordAsync(
        Guid taskId,
        JsonBody<OutcomeBody> body,
        RequestProgressService progress,
        OutcomeProblemFactory problems,
        IDbContextFactory<PortalDbContext> contexts,
        ClaimsPrincipal key,
        CancellationToken ct
    )
    {
        if (!await MayAnswerAsync(key, taskId, contexts, ct))
            return OutcomeProblems.Create(OutcomeError.NotFound);
        if (!body.IsValid)
            return body.Error;
        var report = body.Value.ToReport();
        if (!report.IsSuccess)
            return body.CreateInvalid(report.Error);
        var result = await progress.RecordAsync(taskId, report.Value, Actor.Party(key.Identity?.Name ?? ""), ct);
        return result.IsSuccess
            ? CreateAnswer(taskId, result.Value, body)
            : await problems.CreateAsync(taskId, report.Value, result.Error, ct);
    }

    private static async Task<IResult> RecordByLinkAsync(
        Guid taskId,
        string link,
        JsonBody<OutcomeBody> body,
        OutcomeLinks links,
        RequestProgressService progress,
        OutcomeProblemFactory problems,
        CancellationToken ct
    )
    {
        var opened = links.Open(link);
        if (!opened.IsSuccess)
            return OutcomeProblems.Create(opened.Error);
        if (opened.Value.Task != taskId)
            return OutcomeProblems.Create(OutcomeLinkError.Forged);
        if (!body.IsValid)
            return body.Error;
        var report = body.Value.ToReport();
        if (!report.IsSuccess)
            return body.CreateInvalid(report.Error);
        var actor = Actor.Party(OutcomeLinks.ActorName);
        var result = await progress.RecordAsync(taskId, report.Value, actor, ct, opened.Value.Round);
        return result.IsSuccess
            ? CreateAnswer(taskId, result.Value, body)
            : await problems.CreateAsync(taskId, report.Value, result.Error, ct);
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

    private static Ok<OutcomeAnswer> CreateAnswer(Guid taskId, string number, JsonBody<OutcomeBody> body) =>
        TypedResults.Ok(new OutcomeAnswer(taskId, number, body.Value?.Outcome ?? "", body.Ignored));
}

/// <param name="TaskId">The erasure that was answered.</param>
/// <param name="Number">The number of the deletion request.</param>
/// <param name="Outcome">The outcome that is recorded.</param>
/// <param name="Ignored">A JSON Pointer to each member of the body that the portal does not know.</param>
internal sealed record OutcomeAnswer(
    Guid TaskId,
    string Number,
    string Outcome,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? Ignored
);
