using System.Security.Claims;
using System.Text.Json.Serialization;
using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Data;

namespace JoinArena.PrivacyPortal.Acceptance.InterviewNotices;

/// <summary>Lets the platform have the portal show a notice before an interview.</summary>
internal static class OfferedNoticeApi
{
    public static void MapOfferedNoticeApi(this IEndpointRouteBuilder routes) =>
        routes
            .MapPut("/api/v1/workers/{workerId}/interviews/{interviewId}/notice/page", PutPageAsync)
            .RequireScope(Scopes.DisclosuresWrite)
            .RequireRateLimiting(RateLimits.PerKey)
            .WithTags("Disclosures")
            .WithName("PutInterviewNoticePage")
            .Produces<NoticePageAnswer>();

    private static async Task<IResult> PutPageAsync(
        string workerId,
        string interviewId,
        JsonBody<NoticeOffer> body,
        OfferedNoticeService notices,
        PublicAddress portal,
        ClaimsPrincipal caller,
        CancellationToken ct
    )
    {
        if (!body.IsValid)
            return body.Error;
        var result = await notices.OfferAsync(workerId, interviewId, body.Value, caller.Identity!.Name!, ct);
        if (!result.IsSuccess)
            return result.Error.ToProblem(body);

        var (offered, readAt) = result.Value;
        return TypedResults.Ok(
            new NoticePageAnswer(
                portal.GetUri($"/interviews/notices/{offered.Id}").AbsoluteUri,
                offered.Text.ComputeSha256(),
                readAt?.ToIso(),
                body.Ignored
            )
        );
    }
}

/// <param name="PageUrl">Where to send the worker; add <c>?returnUrl=</c> to get them back to an allowed site.</param>
/// <param name="Sha256">SHA-256 of the canonical JSON of what the page shows.</param>
/// <param name="ReadAt">When the worker read it, in UTC, or null.</param>
/// <param name="Ignored">A JSON Pointer to each member of the body that the portal does not know.</param>
internal sealed record NoticePageAnswer(
    string PageUrl,
    string Sha256,
    string? ReadAt,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? Ignored
);
