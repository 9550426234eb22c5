using System.Security.Claims;
using System.Text.Json.Serialization;
using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Policies;

namespace JoinArena.PrivacyPortal.Acceptance.Handoff;

/// <summary>Lets the platform read what a worker accepted after it sent them to the portal.</summary>
internal static class AcceptanceCodeApi
{
    public static void MapAcceptanceCodeApi(this IEndpointRouteBuilder routes) =>
        routes
            .MapPost("/api/v1/acceptances/exchange", ExchangeAsync)
            .RequireScope(Scopes.WorkersRead)
            .RequireRateLimiting(RateLimits.PerKey)
            .WithTags("Workers")
            .WithName("ExchangeAcceptanceCode")
            .Produces<AcceptanceCodeResponse>();

    private static async Task<IResult> ExchangeAsync(
        JsonBody<AcceptanceCodeRequest> body,
        AcceptanceCodeService codes,
        ClaimsPrincipal caller,
        HttpResponse response,
        CancellationToken ct
    )
    {
        response.Headers.CacheControl = "no-store";
        if (!body.IsValid)
            return body.Error;
        return await codes.ExchangeAsync(body.Value.Code, body.Value.ReturnUrl, caller.Identity!.Name!, ct) is { } a
            ? TypedResults.Ok(
                new AcceptanceCodeResponse(
                    a.Id,
                    a.WorkerId,
                    PolicyVersion.Policy,
                    a.Version,
                    a.Language,
                    a.TextSha256,
                    a.AcceptedAt.ToIso(),
                    body.Ignored
                )
            )
            : ApiProblem.Create(
                400,
                "code-not-valid",
                "This code is not valid",
                "The code is unknown, was used with another key, is older than five minutes, or was given to another "
                    + "site. Send the worker to the accept page again.",
                new FieldError(
                    "/code",
                    "Send the code exactly as it came back, within five minutes, always with the same key."
                )
            );
    }
}

/// <param name="Code">The value of the <c>code</c> parameter on the return address.</param>
/// <param name="ReturnUrl">The return address. If given, it must belong to the site the code was given to.</param>
internal sealed record AcceptanceCodeRequest(string? Code, string? ReturnUrl = null);

/// <param name="Id">The id of the acceptance, which is also on its receipt.</param>
/// <param name="WorkerId">The id of the worker who accepted.</param>
/// <param name="Policy">The policy's name.</param>
/// <param name="Version">The version accepted.</param>
/// <param name="Language">
/// The language of the text accepted: <c>en</c>, also where a translation was shown beside it.
/// </param>
/// <param name="Sha256">SHA-256 of that text.</param>
/// <param name="AcceptedAt">When the worker accepted, in UTC.</param>
/// <param name="Ignored">A JSON Pointer to each member of the body that the portal does not know.</param>
internal sealed record AcceptanceCodeResponse(
    Guid Id,
    string WorkerId,
    string Policy,
    string Version,
    string Language,
    string Sha256,
    string AcceptedAt,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? Ignored
);
