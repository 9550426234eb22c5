using JoinArena.PrivacyPortal.Access.SecurityEvents;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.Extensions.Primitives;

namespace JoinArena.PrivacyPortal.Shell.Middleware;

/// <summary>
/// Refuses the form of a page if a text in it contains a character that breaks something later
/// (<see cref="Data.Input.TextRules"/>): for every form at once, so that none can forget to. The page comes back with
/// status 422, and its fields say what is wrong (<see cref="RefusedForm"/>).
/// </summary>
internal sealed class FormTextMiddleware(RequestDelegate next, RefusalLog refusals)
{
    public async Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        if (
            HttpMethods.IsPost(request.Method)
            && request.HasFormContentType
            && context.GetEndpoint()?.Metadata.GetMetadata<ComponentTypeMetadata>() is not null
        )
        {
            request.Form = RemoveOwnMarks(await request.ReadFormAsync(context.RequestAborted));
            if (RefusedForm.Check(request.Form) is { } refused)
            {
                refusals.Record(RefusedInput.Character);
                context.Features.Set(refused);
                context.Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
                // Rendered as it is, the page handles no form.
                request.Method = HttpMethods.Get;
            }
        }

        await next(context);
    }

    // Pages put these marks around names (BidiIsolation). A name that is copied from a page has them too, unseen.
    private static FormCollection RemoveOwnMarks(IFormCollection form) =>
        new(
            form.ToDictionary(
                field => field.Key,
                field => new StringValues([.. field.Value.Select(text => RemoveOwnMarks(text))]),
                StringComparer.OrdinalIgnoreCase
            ),
            form.Files
        );

    private static string? RemoveOwnMarks(string? text) =>
        text?.Replace("\u2068", "", StringComparison.Ordinal).Replace("\u2069", "", StringComparison.Ordinal);
}
