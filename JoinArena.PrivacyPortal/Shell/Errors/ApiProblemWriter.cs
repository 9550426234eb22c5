using JoinArena.PrivacyPortal.Access;

namespace JoinArena.PrivacyPortal.Shell.Errors;

/// <summary>
/// Writes problem details for programs whatever they say they accept. The framework's own writer answers a caller who
/// accepts only <c>text/html</c> with plain text, or with nothing.
/// </summary>
internal sealed class ApiProblemWriter : IProblemDetailsWriter
{
    public bool CanWrite(ProblemDetailsContext context) => context.HttpContext.Request.IsFromProgram;

    public ValueTask WriteAsync(ProblemDetailsContext context)
    {
        ProblemDetailsCustomizer.Complete(context);
        var http = context.HttpContext;
        var problem = context.ProblemDetails;
        return new(
            http.Response.WriteAsJsonAsync(
                problem,
                problem.GetType(),
                options: null,
                "application/problem+json",
                http.RequestAborted
            )
        );
    }
}
