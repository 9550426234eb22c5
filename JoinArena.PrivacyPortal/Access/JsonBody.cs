using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace JoinArena.PrivacyPortal.Access;

/// <summary>
/// The JSON body of an API request. A body that cannot be read has an <see cref="Error"/> with a JSON Pointer to each
/// place that is wrong. Members that the operation does not know are named, so that a misspelt one is noticed.
/// </summary>
/// <typeparam name="T">What the operation takes.</typeparam>
public sealed class JsonBody<T> : IBindableFromHttpContext<JsonBody<T>>, IEndpointParameterMetadataProvider
    where T : class
{
    private const string MediaType = "application/json";
    private const long MaxBodySize = 256 * 1024;

    private JsonBody(T? value, ProblemHttpResult? error, IReadOnlyList<string>? ignored)
    {
        Value = value;
        Error = error;
        Ignored = ignored;
    }

    /// <summary>What the body says; null if it cannot be read.</summary>
    public T? Value { get; }

    /// <summary>The answer to a body that cannot be read; null if it can.</summary>
    public ProblemHttpResult? Error { get; }

    /// <summary>A JSON Pointer to each member that the operation does not know; null if it knows all.</summary>
    public IReadOnlyList<string>? Ignored { get; }

    /// <summary>Whether the body could be read.</summary>
    [MemberNotNullWhen(true, nameof(Value))]
    [MemberNotNullWhen(false, nameof(Error))]
    public bool IsValid => Value is not null;

    /// <summary>The answer to a body with wrong values. It also names what was ignored: a misspelt member is missing.</summary>
    public ProblemHttpResult CreateInvalid(InvalidFields fields)
    {
        var problem = ApiProblem.CreateInvalid(fields);
        if (Ignored is not null)
            problem.ProblemDetails.Extensions["ignored"] = Ignored;
        return problem;
    }

#pragma warning disable CA1000 // The framework finds both members by their interfaces.
    public static async ValueTask<JsonBody<T>?> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        if (!context.Request.HasJsonContentType())
        {
            var unsupported = ApiProblem.Create(
                StatusCodes.Status415UnsupportedMediaType,
                "media-type",
                "This media type is not supported",
                $"Send the body as {MediaType}."
            );
            return new(null, unsupported, null);
        }

        var json = context
            .RequestServices.GetRequiredService<IOptions<Microsoft.AspNetCore.Http.Json.JsonOptions>>()
            .Value.SerializerOptions;
        using var bytes = new MemoryStream();
        await context.Request.Body.CopyToAsync(bytes, context.RequestAborted);
        return Read(bytes.GetBuffer().AsMemory(0, (int)bytes.Length), json);
    }

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) =>
        AddMetadata(builder.Metadata);
#pragma warning restore CA1000

    private static void AddMetadata(IList<object> metadata)
    {
        metadata.Add(new AcceptsMetadata([MediaType], typeof(T)));
        metadata.Add(new RequestSizeLimitAttribute(MaxBodySize));
    }

    private static JsonBody<T> Read(ReadOnlyMemory<byte> bytes, JsonSerializerOptions json)
    {
        if (bytes.Span.StartsWith("\uFEFF"u8))
            bytes = bytes[3..];
        if (JsonSyntaxCheck.FindError(bytes.Span) is { } error)
            return new(null, ApiProblem.CreateMalformed("Send one JSON object. Nothing was changed.", error), null);

        using var document = JsonDocument.Parse(bytes);
        var check = new JsonTypeCheck(json);
        check.Check(document.RootElement, typeof(T));
        IReadOnlyList<string>? ignored = check.Ignored.Count > 0 ? check.Ignored : null;
        if (check.Errors.Count == 0)
            return new(document.RootElement.Deserialize<T>(json), null, ignored);
        var invalid = new JsonBody<T>(null, null, ignored);
        return new(null, invalid.CreateInvalid(new(check.Errors)), ignored);
    }
}
