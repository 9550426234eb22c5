using System.Globalization;
using System.Text.RegularExpressions;
using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Data;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.WebUtilities;

namespace JoinArena.PrivacyPortal.Shell.Errors;

/// <summary>
/// Completes problem details (RFC 9457) that the framework created, with a stable type of our own and what to do.
/// </summary>
internal static partial class ProblemDetailsCustomizer
{
    /// <summary>Sets the type, the words and the reference, and removes the framework's own extensions.</summary>
    public static void Complete(ProblemDetailsContext context)
    {
        var problem = context.ProblemDetails;
        var status = problem.Status ??= context.HttpContext.Response.StatusCode;
        problem.Title ??= GetTitle(status);
        if (context.Exception is UnreadableBodyException unreadable)
            problem.Detail = unreadable.Message;
        if (problem.Type?.StartsWith(ApiProblem.TypePrefix, StringComparison.Ordinal) is not true)
            problem.Type = GetTypePath(status);
        ApiProblem.SetAddress(problem, context.HttpContext.RequestServices.GetRequiredService<PublicAddress>());
        problem.Detail ??= FindDetail(status, context.HttpContext.Response.Headers);
        if (
            status >= StatusCodes.Status500InternalServerError
            && context.HttpContext.Features.Get<IExceptionHandlerFeature>() is not null
        )
        {
            problem.Extensions["reference"] = ExceptionLogger.GetReference(context.HttpContext);
        }

        problem.Extensions.Remove("traceId");
        problem.Extensions.Remove("exception");
    }

    /// <summary>The problem type of a status: <c>/problems/not-found</c> for 404.</summary>
    public static string GetTypePath(int status)
    {
        // The API's own name for it is older than this rule.
        if (status is StatusCodes.Status415UnsupportedMediaType)
            return $"{ApiProblem.TypePrefix}media-type";
        var phrase = ReasonPhrases.GetReasonPhrase(status);
        var name =
            phrase.Length == 0
                ? status.ToString(CultureInfo.InvariantCulture)
                : NotLetters.Replace(phrase.ToLowerInvariant(), "-");
        return ApiProblem.TypePrefix + name;
    }

    private static string GetTitle(int status) =>
        status switch
        {
            // As RFC 9110 15.5.14 has it.
            StatusCodes.Status413PayloadTooLarge => "Content Too Large",
            StatusCodes.Status415UnsupportedMediaType => "This media type is not supported",
            _ => ReasonPhrases.GetReasonPhrase(status),
        };

    private static string? FindDetail(int status, IHeaderDictionary headers) =>
        status switch
        {
            StatusCodes.Status400BadRequest => "This request cannot be read. /api describes what can be sent.",
            StatusCodes.Status401Unauthorized => "Sign in first.",
            StatusCodes.Status403Forbidden => "You may not do this.",
            StatusCodes.Status404NotFound => "There is nothing at this address. /api lists what there is.",
            StatusCodes.Status405MethodNotAllowed => $"This address takes {headers.Allow}.",
            StatusCodes.Status413PayloadTooLarge => "The body is too large. Send less at once.",
            StatusCodes.Status415UnsupportedMediaType => $"Send a body as {headers.Accept}.",
            StatusCodes.Status500InternalServerError =>
                "Something went wrong on our side. Send it again later; the reference is in the portal's log.",
            StatusCodes.Status503ServiceUnavailable =>
                "The database does not work at the moment. Nothing that was not answered as accepted has been kept. "
                    + "Wait for the number of seconds in Retry-After, then send the request again.",
            _ => null,
        };

    [GeneratedRegex("[^a-z]+", RegexOptions.None, matchTimeoutMilliseconds: 100)]
    private static partial Regex NotLetters { get; }
}
