using System.Net.Mime;
using System.Security.Claims;
using System.Text.Json.Serialization;
using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Ledger.Proofs;
using Microsoft.AspNetCore.Authorization;

namespace JoinArena.PrivacyPortal.Acceptance.InterviewNotices;

/// <summary>Lets the platform record what a worker read before an interview, and the worker keep the receipt.</summary>
internal static class InterviewNoticeApi
{
    private const string Path = "/api/v1/workers/{workerId}/interviews/{interviewId}/notice";

    public static void MapInterviewNoticeApi(this IEndpointRouteBuilder routes)
    {
        routes
            .MapPut(Path, PutNoticeAsync)
            .RequireScope(Scopes.DisclosuresWrite)
            .RequireRateLimiting(RateLimits.PerKey)
            .WithTags("Disclosures")
            .WithName("PutInterviewNotice")
            .Produces<InterviewNoticeAnswer>()
            .Produces<InterviewNoticeAnswer>(StatusCodes.Status201Created);
        routes
            .MapGet(Path, GetNoticeAsync)
            .RequireScope(Scopes.DisclosuresWrite)
            .RequireRateLimiting(RateLimits.PerKey)
            .WithTags("Disclosures")
            .WithName("GetInterviewNotice")
            .Produces<NoticeAnnouncement>();
        routes
            .MapGet("/my-data/interviews/{interviewId}/notice.note", SendReceiptAsync)
            .RequireAuthorization(new AuthorizeAttribute { Roles = Roles.Worker, Policy = WorkerAccess.Policy })
            .ExcludeFromDescription();
        routes.MapProofDownload("/my-data/notices/{id:guid}/proof", "interview-notice");
    }

    private static async Task<IResult> PutNoticeAsync(
        string workerId,
        string interviewId,
        JsonBody<NoticeAnnouncement> body,
        InterviewNoticeService notices,
        ClaimsPrincipal caller,
        CancellationToken ct
    )
    {
        if (!body.IsValid)
            return body.Error;
        var result = await notices.RecordAsync(workerId, interviewId, body.Value, caller.Identity!.Name!, ct);
        if (!result.IsSuccess)
            return result.Error.ToProblem(body);

        var recorded = result.Value;
        var answer = new InterviewNoticeAnswer(recorded.Notice.Id, recorded.Notice.TextSha256, body.Ignored);
        return recorded.IsNew ? TypedResults.Created((string?)null, answer) : TypedResults.Ok(answer);
    }

    /// <summary>Why a notice was not recorded or offered.</summary>
    internal static IResult ToProblem<TBody>(this NoticeError error, JsonBody<TBody> body)
        where TBody : class =>
        error switch
        {
            NoticeError.Invalid invalid => body.CreateInvalid(invalid.Fields),
            NoticeError.UnknownWorker => ApiProblem.CreateUnknownWorker(),
            _ => ApiProblem.Create(
                409,
                "notice-recorded",
                "Another notice is recorded for this interview",
                "What a worker has read cannot be changed. Use another interview id for another interview."
            ),
        };

    private static async Task<IResult> GetNoticeAsync(
        string workerId,
        string interviewId,
        InterviewNoticeService notices,
        HttpResponse response,
        CancellationToken ct
    )
    {
        response.Headers.CacheControl = "no-store";
        return await notices.FindAsync(workerId, interviewId, ct) is { } notice
            ? TypedResults.Ok(NoticeAnnouncement.FromNotice(notice))
            : ApiProblem.Create(
                404,
                "not-found",
                "There is nothing with this id",
                "No notice is recorded for this interview of this worker."
            );
    }

    private static async Task<IResult> SendReceiptAsync(
        string interviewId,
        HttpContext http,
        InterviewNoticeService notices
    )
    {
        if (await notices.FindAsync(http.User.GetWorkerId(), interviewId, http.RequestAborted) is not { } notice)
            return Results.NotFound();
        http.Response.Headers.ContentDisposition = "attachment; filename=\"joinarena-interview-notice.note\"";
        return Results.Text(notice.Receipt, $"{MediaTypeNames.Text.Plain}; charset=utf-8");
    }
}

/// <param name="Id">The id of the record, which is also on its receipt.</param>
/// <param name="Sha256">SHA-256 of the canonical JSON of what the worker read.</param>
/// <param name="Ignored">A JSON Pointer to each member of the body that the portal does not know.</param>
internal sealed record InterviewNoticeAnswer(
    Guid Id,
    string Sha256,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? Ignored
);
