using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Deletion.Requests.Tasks;
using JoinArena.PrivacyPortal.Jurisdictions;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Deletion.Erasure.Answers;

/// <summary>
/// Answers a party whose answer is not recorded. Where the ground is missing or unknown, the problem lists the grounds of
/// the laws that hold for the request.
/// </summary>
internal sealed class OutcomeProblemFactory(IDbContextFactory<PortalDbContext> contexts, DeadlineRules rules)
{
    public async Task<ProblemHttpResult> CreateAsync(
        Guid taskId,
        OutcomeReport report,
        OutcomeError error,
        CancellationToken ct
    )
    {
        if (error is not (OutcomeError.GroundNeeded or OutcomeError.GroundUnknown))
            return OutcomeProblems.Create(error);
        await using var db = await contexts.CreateDbContextAsync(ct);
        var request = await db.QueryRequestOfTask(taskId).AsNoTracking().SingleOrDefaultAsync(ct);
        var codes = OutcomeReportCheck
            .FindGrounds(report.Outcome, request?.Places ?? (string?)null, rules)
            .Select(g => g.Code)
            .ToList();
        var detail =
            codes.Count == 0
                ? "No law knows a ground for this outcome. Leave it out."
                : $"Give one of {string.Join(", ", codes)}.";
        var isUntilMissing = OutcomeReportCheck.ListWithMissing(error, report).Contains(OutcomeError.UntilNeeded);
        FieldError[] errors =
        [
            new("/ground", detail),
            .. isUntilMissing ? [OutcomeProblems.UntilNeeded] : Array.Empty<FieldError>(),
        ];
        var problem = ApiProblem.CreateInvalid(new(errors));
        problem.ProblemDetails.Extensions["grounds"] = codes;
        return problem;
    }
}
