using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.WebUtilities;

namespace JoinArena.PrivacyPortal.Shell.Errors;

/// <summary>
/// Problem details (RFC 9457) with a type of our own that never changes, for whatever an endpoint under <c>/api</c> did
/// not answer itself.
/// </summary>
internal static partial class ProblemDetailsCustomizer
{
    /// <summary>Addresses of systems rather than of people.</summary>
    public static bool IsApiRequest(HttpContext context) =>
        context.Request.Path.StartsWithSegments("/api/v1", StringComparison.OrdinalIgnoreCase);

    /// <summary>Fills in what the framework leaves blank.</summary>
    public static void Complete(ProblemDetailsContext context)
    {
        var problem = context.ProblemDetails;
        var status = problem.Status ?? context.HttpContext.Response.StatusCode;

        if (problem.Type is null || !problem.Type.StartsWith("urn:", StringComparison.Ordinal))
            problem.Type = GetTypeUri(status);
        if (context.HttpContext.Features.Get<IExceptionHandlerFeature>() is not null)
            problem.Extensions["reference"] = ExceptionLogger.GetReference(context.HttpContext);
        problem.Extensions.Remove("traceId");
        problem.Extensions.Remove("exception");
    }

    /// <summary><c>urn:joinarena:problem:not-found</c> of 404.</summary>
    public static string GetTypeUri(int status)
    {
        var phrase = ReasonPhrases.GetReasonPhrase(status);
        return $"urn:joinarena:problem:{(phrase.Length == 0 ? status.ToString(System.Globalization.CultureInfo.InvariantCulture) : NotLetters.Replace(phrase.ToLowerInvariant(), "-"))}";
    }

    [GeneratedRegex("[^a-z]+", RegexOptions.None, matchTimeoutMilliseconds: 100)]
    private static partial Regex NotLetters { get; }
}
