using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Infrastructure;
using Microsoft.AspNetCore.Authorization.Policy;

namespace JoinArena.PrivacyPortal.Access;

/// <summary>
/// Redirects a signed-in person whom JoinArena has not announced as a worker to the page that explains what to do. A
/// program is never redirected.
/// </summary>
internal sealed class UnknownWorkerRedirect : IAuthorizationMiddlewareResultHandler
{
    /// <summary>The page that explains what to do.</summary>
    public const string Page = "/account/not-linked";

    private readonly AuthorizationMiddlewareResultHandler _usual = new();

    public Task HandleAsync(
        RequestDelegate next,
        HttpContext context,
        AuthorizationPolicy policy,
        PolicyAuthorizationResult authorizeResult
    )
    {
        // An endpoint for keys answers by its own scheme. Any other would redirect to the sign-in page.
        if (!authorizeResult.Succeeded && policy.AuthenticationSchemes.Count == 0 && context.Request.IsFromProgram)
        {
            context.Response.StatusCode = authorizeResult.Challenged
                ? StatusCodes.Status401Unauthorized
                : StatusCodes.Status403Forbidden;
            return Task.CompletedTask;
        }

        var missing = authorizeResult.AuthorizationFailure?.FailedRequirements.ToList() ?? [];
        if (
            !authorizeResult.Forbidden
            || missing is not [ClaimsAuthorizationRequirement { ClaimType: WorkerAccess.Claim }]
        )
        {
            return _usual.HandleAsync(next, context, policy, authorizeResult);
        }

        context.Response.Redirect(Page);
        return Task.CompletedTask;
    }
}
