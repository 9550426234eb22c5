using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Access.SecurityEvents;
using JoinArena.PrivacyPortal.Data;
using Microsoft.Extensions.Primitives;

namespace JoinArena.PrivacyPortal.Shell.Middleware;

/// <summary>
/// Refuses requests for another host than the one in <c>Portal:PublicUrl</c>, so that a forged <c>Host</c> header ends in
/// no link, redirect or cache. Requests from this machine, as of a proxy that does not pass the host on, and hosts in
/// <c>AllowedHosts</c> are served too. Source: OWASP ASVS 5.0.0 4.1.3, RFC 9110 7.2.
/// </summary>
/// <remarks>Probes ask by the address of one node, so the health checks answer for any host.</remarks>
internal sealed class HostFilterMiddleware(RequestDelegate next, RefusalLog refusals, IConfiguration settings)
{
    private static readonly string[] s_thisMachine = ["localhost", "127.0.0.1", "[::1]"];

    private readonly IList<StringSegment>? _allowed = GetAllowed(settings);

    public Task InvokeAsync(HttpContext context)
    {
        if (
            _allowed is null
            || context.Request.Path.StartsWithSegments("/health", StringComparison.OrdinalIgnoreCase)
            || (context.Request.Host is { HasValue: true } host && HostString.MatchesAny(host.Host, _allowed))
        )
        {
            return next(context);
        }

        refusals.Record(RefusedInput.Host);
        const string Detail = "The Host of this request is not the host of the portal. Use the portal's own address.";
        if (context.Request.IsFromProgram)
        {
            return ApiProblem
                .Create(StatusCodes.Status400BadRequest, "bad-request", "Bad Request", Detail)
                .ExecuteAsync(context);
        }

        context.Response.StatusCode = StatusCodes.Status400BadRequest;
        return context.Response.WriteAsync(Detail, context.RequestAborted);
    }

    private static IList<StringSegment>? GetAllowed(IConfiguration settings) =>
        PublicAddress.GetConfiguredUrl(settings) is { } portal
            ?
            [
                new(portal.IdnHost),
                .. s_thisMachine.Select(name => new StringSegment(name)),
                .. (settings["AllowedHosts"] ?? "")
                    .Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                    // The default of ASP.NET Core means that nobody has chosen.
                    .Where(name => name is not "*")
                    .Select(name => new StringSegment(name)),
            ]
            : null;
}
