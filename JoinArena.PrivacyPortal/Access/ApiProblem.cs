using JoinArena.PrivacyPortal.Data;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace JoinArena.PrivacyPortal.Access;

/// <summary>
/// Creates the API's error responses: RFC 9457 problem details with a stable <c>type</c>, and a JSON Pointer (RFC 6901)
/// to each wrong field.
/// </summary>
public static class ApiProblem
{
    /// <summary>
    /// The path of the page that explains a problem, before the kind. <see cref="SetAddress"/> makes it an address.
    /// </summary>
    public const string TypePrefix = "/problems/";

    public static ProblemHttpResult Unauthorized =>
        Create(
            401,
            "no-key",
            "No valid key",
            "Send 'Authorization: Bearer jpp_…' with a key that has not been revoked."
        );

    /// <param name="scope">The scope that the operation needs.</param>
    public static ProblemHttpResult CreateScopeMissing(string scope)
    {
        var problem = Create(
            403,
            "scope-missing",
            "This key does not have the scope",
            $"This operation needs the scope {scope}. Use a key that has it."
        );
        problem.ProblemDetails.Extensions["scope"] = scope;
        return problem;
    }

    /// <summary>Creates a 404 response about a worker who was not announced.</summary>
    /// <param name="more">What else can be the reason.</param>
    public static ProblemHttpResult CreateUnknownWorker(string more = "") =>
        Create(
            404,
            "unknown-worker",
            "No such worker",
            $"Announce them with PUT /api/v1/workers/{{workerId}} first. {more}".TrimEnd()
        );

    /// <summary>Creates a 400 response to a body that is not JSON.</summary>
    /// <param name="detail">What to send.</param>
    /// <param name="error">Where it stops being JSON.</param>
    public static ProblemHttpResult CreateMalformed(string detail, params IReadOnlyList<FieldError> error) =>
        Create(400, "malformed", "This body cannot be read", detail, error);

    /// <summary>
    /// Makes the <c>type</c> the full address of the page that explains it. Problems inside another response are not
    /// completed by the framework, so the code that writes them calls this.
    /// </summary>
    public static ProblemDetails SetAddress(ProblemDetails problem, PublicAddress portal)
    {
        if (problem.Type?.StartsWith(TypePrefix, StringComparison.Ordinal) is true)
            problem.Type = portal.GetUri(problem.Type).AbsoluteUri;
        return problem;
    }

    /// <summary>Creates an error response.</summary>
    /// <param name="status">The HTTP status code.</param>
    /// <param name="kind">The stable kebab-case end of its <c>type</c>.</param>
    /// <param name="title">What is wrong, the same for every occurrence.</param>
    /// <param name="detail">What is wrong in this request, and how to correct it.</param>
    /// <param name="errors">Every wrong field.</param>
    public static ProblemHttpResult Create(
        int status,
        string kind,
        string title,
        string detail,
        params IReadOnlyList<FieldError> errors
    ) => TypedResults.Problem(CreateDetails(status, kind, title, detail, errors));

    /// <summary>Creates the problem details alone, to put inside another response.</summary>
    public static ProblemDetails CreateDetails(
        int status,
        string kind,
        string title,
        string detail,
        params IReadOnlyList<FieldError> errors
    )
    {
        var problem = new ProblemDetails
        {
            Type = TypePrefix + kind,
            Status = status,
            Title = title,
            Detail = detail,
        };
        if (errors.Count > 0)
            problem.Extensions["errors"] = errors;
        return problem;
    }

    /// <summary>Creates a 400 response that lists the wrong fields.</summary>
    public static ProblemHttpResult CreateInvalid(InvalidFields fields) =>
        Create(
            400,
            "invalid",
            "Something in this request is not valid",
            $"{fields.Errors.Count} field(s) are not valid. Nothing was changed.",
            fields.Errors
        );
}
