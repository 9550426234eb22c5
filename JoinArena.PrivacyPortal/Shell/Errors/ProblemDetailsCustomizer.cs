using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using JoinArena.PrivacyPortal.Access;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
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
        if (context.Exception is BadHttpRequestException { InnerException: JsonException wrong })
            context.ProblemDetails = Describe(wrong);
        var problem = context.ProblemDetails;
        var status = problem.Status ??= context.HttpContext.Response.StatusCode;
        problem.Title ??= ReasonPhrases.GetReasonPhrase(status);
        if (context.Exception is UnreadableBodyException unreadable)
            problem.Detail = unreadable.Message;
        if (problem.Type is null || !problem.Type.StartsWith("urn:", StringComparison.Ordinal))
            problem.Type = GetTypeUri(status);
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

    /// <summary>The problem type of a status: <c>urn:joinarena:problem:not-found</c> for 404.</summary>
    public static string GetTypeUri(int status)
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

    // The exception's message names types of .NET; its path names the member. What is not JSON at all has an exception
    // inside, of the JSON reader.
    private static ProblemDetails Describe(JsonException wrong) =>
        wrong.InnerException is not JsonException && ToPointer(wrong.Path) is { Length: > 0 } pointer
            ? ApiProblem
                .CreateInvalid(
                    new(new FieldError(pointer, "This cannot be read. Send the JSON type that /api describes."))
                )
                .ProblemDetails
            : ApiProblem.CreateDetails(
                400,
                "malformed",
                "This body cannot be read",
                "Send one JSON object in UTF-8, as /api describes it."
            );

    /// <summary>The JSON Pointer (RFC 6901) of a path such as <c>$.covers[1]</c>; empty for the whole body.</summary>
    private static string ToPointer(string? path) =>
        string.Concat(
            Steps
                .Matches(path ?? "")
                .Select(step => step.Groups.Values.Skip(1).First(group => group.Success).Value)
                .Select(name => $"/{name.Replace("~", "~0").Replace("/", "~1")}")
        );

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
            _ => null,
        };

    [GeneratedRegex("[^a-z]+", RegexOptions.None, matchTimeoutMilliseconds: 100)]
    private static partial Regex NotLetters { get; }

    [GeneratedRegex(@"\.([^.\[\]]+)|\[(\d+)\]|\['([^']*)'\]", RegexOptions.None, matchTimeoutMilliseconds: 100)]
    private static partial Regex Steps { get; }
}
