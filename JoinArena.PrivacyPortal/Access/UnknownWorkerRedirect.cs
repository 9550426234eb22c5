using JoinArena.PrivacyPortal.Access.SecurityEvents;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Infrastructure;
using Microsoft.AspNetCore.Authorization.Policy;

namespace JoinArena.PrivacyPortal.Access;

/// <summary>
/// Redirects a signed-in person whom JoinArena has not announced as a worker to the page that explains what to do. A
/// program is never redirected.
/// </summary>
internal sealed class UnknownWorkerRedirect(SecurityLog security) : IAuthorizationMiddlewareResultHandler
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
            // A key that lacks a scope is recorded where keys are checked.
            if (authorizeResult.Forbidden && security.CurrentAccountId is not null)
            {
                security.Record(
                    SecurityEventKind.PageRefused,
                    SecurityEventResult.Refused,
                    detail: DescribePage(context)
                );
            }

            return _usual.HandleAsync(next, context, policy, authorizeResult);
        }

        // A page that was opened with an address to return to is wanted again afterwards.
        var wanted = context.Request.QueryString.HasValue && HttpMethods.IsGet(context.Request.Method);
        var address = context.Request.Path + context.Request.QueryString;
        context.Response.Redirect(wanted ? $"{Page}?returnUrl={Uri.EscapeDataString(address)}" : Page);
        return Task.CompletedTask;
    }

    // The pattern of the address, because an address may hold an id.
    private static string? DescribePage(HttpContext context) =>
        (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText;
}
