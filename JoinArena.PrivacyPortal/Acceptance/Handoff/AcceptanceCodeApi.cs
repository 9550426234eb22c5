using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Policies;

namespace JoinArena.PrivacyPortal.Acceptance.Handoff;

/// <summary>Where the platform learns what a worker it sent here has accepted.</summary>
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
        AcceptanceCodeRequest said,
        AcceptanceCodeService desk,
        HttpResponse response,
        CancellationToken ct
    )
    {
        response.Headers.CacheControl = "no-store";
        return await desk.ExchangeAsync(said.Code, said.ReturnUrl, ct) is { } a
            ? TypedResults.Ok(
                new AcceptanceCodeResponse(
                    a.Id,
                    a.WorkerId,
                    PolicyVersion.Policy,
                    a.Version,
                    a.Language,
                    a.TextSha256,
                    a.AcceptedAt.ToIso()
                )
            )
            : ApiProblem.Create(
                400,
                "code-not-valid",
                "This code is not valid",
                "It is unknown, was used, is older than five minutes, or was given to another site. Send the worker to accept again.",
                new FieldError("/code", "Send the code as it came back, once.")
            );
    }
}

/// <param name="Code">What came back in the <c>code</c> parameter.</param>
/// <param name="ReturnUrl">Where it came back to; if given, it must be of the site the code was given to.</param>
internal sealed record AcceptanceCodeRequest(string? Code, string? ReturnUrl = null);

/// <param name="Id">The acceptance's own id; its receipt carries it too.</param>
/// <param name="WorkerId">Whose it is.</param>
/// <param name="Policy">The policy's name.</param>
/// <param name="Version">The version accepted.</param>
/// <param name="Language">The language of the text that was shown.</param>
/// <param name="Sha256">SHA-256 of that text.</param>
/// <param name="AcceptedAt">When, in UTC.</param>
internal sealed record AcceptanceCodeResponse(
    Guid Id,
    string WorkerId,
    string Policy,
    string Version,
    string Language,
    string Sha256,
    string AcceptedAt
);
