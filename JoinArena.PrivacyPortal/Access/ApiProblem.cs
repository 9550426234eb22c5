using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace JoinArena.PrivacyPortal.Access;

/// <summary>
/// What the API says when it refuses: RFC 9457 problem details with a stable <c>type</c>, and a JSON Pointer (RFC 6901)
/// to each field that is wrong.
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
            "This key may not do that",
            "Ask for a key that carries the scope of this endpoint."
        );

    /// <summary>A problem of the given kind.</summary>
    /// <param name="status">The HTTP status code.</param>
    /// <param name="kind">The stable kebab-case end of its <c>type</c>.</param>
    /// <param name="title">What is wrong, the same for every occurrence.</param>
    /// <param name="detail">What is wrong here, and how to mend it.</param>
    /// <param name="errors">Each field that is wrong.</param>
    public static ProblemHttpResult Create(
        int status,
        string kind,
        string title,
        string detail,
        params IReadOnlyList<FieldError> errors
    ) => TypedResults.Problem(CreateDetails(status, kind, title, detail, errors));

    /// <summary>The same as a value, for a place inside another answer.</summary>
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

    /// <summary>Fields that do not hold what they must.</summary>
    public static ProblemHttpResult CreateInvalid(InvalidFields fields) =>
        Create(
            400,
            "invalid",
            "Something in this request is not valid",
            $"{fields.Errors.Count} field(s) must be mended; nothing was changed.",
            fields.Errors
        );
}

/// <summary>One wrong field.</summary>
/// <param name="Pointer">JSON Pointer into the body.</param>
/// <param name="Detail">What is wrong, and what would do.</param>
public sealed record FieldError(string Pointer, string Detail);

/// <summary>The refusal of a body some of whose fields are wrong.</summary>
public sealed record InvalidFields(params IReadOnlyList<FieldError> Errors);
