using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace JoinArena.PrivacyPortal.Access;

/// <summary>
/// Creates the API's error responses: RFC 9457 problem details with a stable <c>type</c>, and a JSON Pointer (RFC 6901)
/// to each wrong field.
/// </summary>
public static class ApiProblem
{
    public const string TypePrefix = "urn:joinarena:problem:";

    public static ProblemHttpResult Unauthorized =>
        Create(
            401,
            "no-key",
            "No valid key",
            "Send 'Authorization: Bearer jpp_…' with a key that has not been revoked."
        );

    public static ProblemHttpResult ScopeMissing =>
        Create(
            403,
            "scope-missing",
            "This key does not have the scope",
            "Use a key that has the scope of this endpoint."
        );

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
