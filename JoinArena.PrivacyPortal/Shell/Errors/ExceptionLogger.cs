using System.Diagnostics;
using JoinArena.PrivacyPortal.Data.Faults;
using Microsoft.AspNetCore.Diagnostics;

namespace JoinArena.PrivacyPortal.Shell.Errors;

/// <summary>
/// Logs a fault once, with the reference that the error page or problem shows. Of the request only the method and the
/// route are logged, because addresses can contain ids.
/// </summary>
internal sealed class ExceptionLogger(ILogger<ExceptionLogger> log) : IExceptionHandler
{
    /// <summary>The trace id of the request, which is in all its log entries and spans.</summary>
    public static string GetReference(HttpContext context) =>
        Activity.Current?.TraceId.ToHexString() ?? context.TraceIdentifier;

    public ValueTask<bool> TryHandleAsync(HttpContext context, Exception exception, CancellationToken cancellationToken)
    {
        var route = (context.Features.Get<IExceptionHandlerFeature>()?.Endpoint as RouteEndpoint)?.RoutePattern.RawText;
        if (GetStatusCode(exception) >= StatusCodes.Status500InternalServerError)
        {
            log.LogError(
                exception,
                "{Method} {Route} failed, reference {Reference}",
                context.Request.Method,
                route,
                GetReference(context)
            );
        }
        else
        {
            // Not the message, which can quote what was sent.
            log.LogInformation(
                "{Method} {Route} was refused with {Status}",
                context.Request.Method,
                route,
                GetStatusCode(exception)
            );
        }

        // The error page writes the response, or the problem details under /api.
        return ValueTask.FromResult(false);
    }

    /// <summary>
    /// The status of an unhandled exception: the framework's status for a bad request, 503 if the database does not work,
    /// or 500.
    /// </summary>
    public static int GetStatusCode(Exception exception) =>
        exception is BadHttpRequestException bad ? bad.StatusCode
        : DatabaseOutage.Find(exception) is not null ? StatusCodes.Status503ServiceUnavailable
        : StatusCodes.Status500InternalServerError;
}
