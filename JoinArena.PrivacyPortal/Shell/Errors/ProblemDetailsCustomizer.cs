using System.Globalization;
using System.Text.RegularExpressions;
using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Data;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.WebUtilities;

namespace JoinArena.PrivacyPortal.Shell.Errors;

/// <summary>
/// Completes problem details (RFC 9457) under <c>/api</c> that the framework created, with a stable type of our own.
/// </summary>
internal static partial class ProblemDetailsCustomizer
{
    /// <summary>True for requests to the API, false for pages.</summary>
    public static bool IsApiRequest(HttpContext context) =>
        context.Request.Path.StartsWithSegments("/api/v1", StringComparison.OrdinalIgnoreCase);

    /// <summary>Sets the type and the reference, and removes the framework's own extensions.</summary>
    public static void Complete(ProblemDetailsContext context)
    {
        var problem = context.ProblemDetails;
        var status = problem.Status ?? context.HttpContext.Response.StatusCode;

        if (problem.Type?.StartsWith(ApiProblem.TypePrefix, StringComparison.Ordinal) is not true)
            problem.Type = GetTypePath(status);
        ApiProblem.SetAddress(problem, context.HttpContext.RequestServices.GetRequiredService<PublicAddress>());
        if (context.HttpContext.Features.Get<IExceptionHandlerFeature>() is not null)
            problem.Extensions["reference"] = ExceptionLogger.GetReference(context.HttpContext);
        if (status == StatusCodes.Status503ServiceUnavailable)
        {
            problem.Detail ??=
                "The database does not work at the moment. Nothing that was not answered as accepted has been kept. "
                + "Wait for the number of seconds in Retry-After, then send the request again.";
        }

        problem.Extensions.Remove("traceId");
        problem.Extensions.Remove("exception");
    }

    /// <summary>The problem type of a status: <c>/problems/not-found</c> for 404.</summary>
    public static string GetTypePath(int status)
    {
        var phrase = ReasonPhrases.GetReasonPhrase(status);
        var name =
            phrase.Length == 0
                ? status.ToString(CultureInfo.InvariantCulture)
                : NotLetters.Replace(phrase.ToLowerInvariant(), "-");
        return ApiProblem.TypePrefix + name;
    }

    [GeneratedRegex("[^a-z]+", RegexOptions.None, matchTimeoutMilliseconds: 100)]
    private static partial Regex NotLetters { get; }
}
