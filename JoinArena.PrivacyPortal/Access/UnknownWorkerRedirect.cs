using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Infrastructure;
using Microsoft.AspNetCore.Authorization.Policy;

namespace JoinArena.PrivacyPortal.Access;

/// <summary>
/// Redirects a signed-in person whom JoinArena has not announced as a worker to the page that explains what to do.
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
        var missing = authorizeResult.AuthorizationFailure?.FailedRequirements.ToList() ?? [];
        if (
            !authorizeResult.Forbidden
            || missing is not [ClaimsAuthorizationRequirement { ClaimType: WorkerAccess.Claim }]
        )
        {
            return _usual.HandleAsync(next, context, policy, authorizeResult);
        }

        // A page that was opened with an address to return to is wanted again afterwards.
        var wanted = context.Request.QueryString.HasValue && HttpMethods.IsGet(context.Request.Method);
        var address = context.Request.Path + context.Request.QueryString;
        context.Response.Redirect(wanted ? $"{Page}?returnUrl={Uri.EscapeDataString(address)}" : Page);
        return Task.CompletedTask;
    }
}
