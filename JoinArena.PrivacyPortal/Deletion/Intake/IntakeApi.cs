using System.Security.Claims;
using System.Text.Json.Serialization;
using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.Input;
using JoinArena.PrivacyPortal.Deletion.Erasure.Answers;
using JoinArena.PrivacyPortal.Deletion.Requests;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Deletion.Intake;

/// <summary>
/// The API by which JoinArena's systems, and employers with their own key (820 ILCS 42/15), hand in requests that
/// reached them.
/// </summary>
internal static class IntakeApi
{
    private const int MaxKeyLength = 255;

    public static void MapIntakeApi(this IEndpointRouteBuilder routes) =>
        routes
            .MapPost("/api/v1/deletion-requests", EnterAsync)
            .RequireAnyScope(Scopes.WorkersWrite, Scopes.ErasuresWrite)
            .RequireRateLimiting(RateLimits.PerKey)
            .WithTags("Deletion requests")
            .WithName("EnterDeletionRequest")
            .Produces<EnteredAnswer>()
            .Produces<EnteredAnswer>(StatusCodes.Status201Created);

    private static async Task<IResult> EnterAsync(
        JsonBody<DeletionRequestBody> body,
        [FromHeader(Name = "Idempotency-Key")] string? idempotencyKey,
        IDbContextFactory<PortalDbContext> contexts,
        RequestIntakeService intake,
        TimeProvider clock,
        ClaimsPrincipal key,
        CancellationToken ct
    )
    {
        if (!body.IsValid)
            return body.Error;
        if (idempotencyKey is not null && !IsValidKey(idempotencyKey))
            return IntakeProblems.KeyNotValid;
        if (await FindOriginAsync(key, idempotencyKey, contexts, ct) is not { } origin)
            return ApiProblem.CreateScopeMissing(Scopes.WorkersWrite);

        var received = body.Value.ToReceived(clock.GetInstant());
        if (!received.IsSuccess)
            return body.CreateInvalid(received.Error);
        var entered = await intake.EnterAsync(received.Value, origin, ct);
        if (!entered.IsSuccess)
            return Refuse(entered.Error, body);

        var answer = EnteredAnswer.FromRequest(entered.Value.Request, body.Ignored);
        return entered.Value.IsNew ? TypedResults.Created((string?)null, answer) : TypedResults.Ok(answer);
    }

    /// <summary>
    /// Who hands it in; null for a key that is neither JoinArena's own nor a party's.
    /// </summary>
    private static async Task<IntakeOrigin?> FindOriginAsync(
        ClaimsPrincipal key,
        string? idempotencyKey,
        IDbContextFactory<PortalDbContext> contexts,
        CancellationToken ct
    )
    {
        var name = key.Identity?.Name;
        if (key.HasClaim(ApiKeyAuthentication.ScopeClaim, Scopes.WorkersWrite))
            return new(new Actor(ActorKind.Portal, name), [], idempotencyKey);
        await using var db = await contexts.CreateDbContextAsync(ct);
        var parties = await key.FindKeyPartiesAsync(db, ct);
        return parties.Count > 0 ? new(Actor.Party(name ?? ""), parties, idempotencyKey) : null;
    }

    private static ProblemHttpResult Refuse(IntakeError error, JsonBody<DeletionRequestBody> body) =>
        error switch
        {
            IntakeError.UnknownWorker => IntakeProblems.UnknownWorker,
            IntakeError.KeyReused => IntakeProblems.KeyReused,
            IntakeError.ChannelNotEntered
            or IntakeError.ReceivedInFuture
            or IntakeError.ReceivedTooEarly
            or IntakeError.AgentMisplaced
            or IntakeError.PermissionNeeded
            or IntakeError.TooLong => body.CreateInvalid(new(IntakeProblems.ToFieldError(error))),
        };

    private static bool IsValidKey(string key) =>
        key is { Length: > 0 and <= MaxKeyLength } && key.All(c => c is > ' ' and <= '~');
}

/// <summary>The answer to a request that was handed in.</summary>
/// <param name="IdentityAwaited">Whether no party is notified before it is proven that the worker asked.</param>
/// <param name="Ignored">A JSON Pointer to each member of the body that the portal does not know.</param>
internal sealed record EnteredAnswer(
    string Number,
    string State,
    string Channel,
    string ReceivedAt,
    string DueBy,
    bool IdentityAwaited,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? Ignored
)
{
    public static EnteredAnswer FromRequest(DeletionRequest request, IReadOnlyList<string>? ignored) =>
        new(
            request.Number,
            request.State.ToKebabCase(),
            request.Channel.ToKebabCase(),
            request.CountsFrom!.Value.ToIso(),
            request.DueBy!.Value.ToIsoDay(),
            request.IsIdentityAwaited,
            ignored
        );
}
