using System.Diagnostics;
using Microsoft.AspNetCore.Diagnostics;

namespace JoinArena.PrivacyPortal.Shell.Errors;

/// <summary>
/// Logs a fault once, under the reference its page or problem names. Nothing of the request but method and route is
/// logged: addresses may hold ids.
/// </summary>
internal sealed class ExceptionLogger(ILogger<ExceptionLogger> log) : IExceptionHandler
{
    /// <summary>The trace id of the request, which every log entry and span of it carries.</summary>
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
            log.LogInformation(
                "{Method} {Route} was refused: {Reason}",
                context.Request.Method,
                route,
                exception.Message
            );
        }

        // The answer itself is the error page's, or the problem's under /api.
        return ValueTask.FromResult(false);
    }

    /// <summary>The status of an unexpected exception: what the framework says of a bad request, else 500.</summary>
    public static int GetStatusCode(Exception exception) =>
        exception is BadHttpRequestException bad ? bad.StatusCode : StatusCodes.Status500InternalServerError;
}
