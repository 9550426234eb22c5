using Microsoft.AspNetCore.Mvc;
using Microsoft.OpenApi;

namespace JoinArena.PrivacyPortal.Operations.Api;

/// <summary>The one schema of every error (RFC 9457). Only what each error has is required.</summary>
internal static class ApiProblemSchema
{
    /// <summary>Its name among the components.</summary>
    public const string Name = "Problem";

    /// <summary>The media type of every error.</summary>
    public const string MediaType = "application/problem+json";

    /// <summary>A reference to it, which adds it to the document if it is not there yet.</summary>
    public static OpenApiSchemaReference GetReference(OpenApiDocument document)
    {
        document.AddComponent<IOpenApiSchema>(Name, Create());
        return new(Name, document);
    }

    /// <summary>Whether a type is written as a problem.</summary>
    public static bool Describes(Type type) => type == typeof(ProblemDetails);

    /// <summary>Makes a schema that was derived from the type the one of every error.</summary>
    public static void Apply(OpenApiSchema schema)
    {
        var problem = Create();
        schema.Type = problem.Type;
        schema.Description = problem.Description;
        schema.Properties = problem.Properties;
        schema.Required = problem.Required;
    }

    private static OpenApiSchema Create() =>
        new()
        {
            Type = JsonSchemaType.Object,
            Description = "A problem, the form of every error (RFC 9457).",
            Required = new HashSet<string>(StringComparer.Ordinal) { "type", "title", "status" },
            Properties = new Dictionary<string, IOpenApiSchema>(StringComparer.Ordinal)
            {
                ["type"] = CreateText("The address of a page that explains this kind of problem.", "uri"),
                ["title"] = CreateText("The kind of problem in words."),
                ["status"] = new OpenApiSchema
                {
                    Type = JsonSchemaType.Integer,
                    Format = "int32",
                    Description = "The HTTP status code.",
                },
                ["detail"] = CreateText("What is wrong here, and how to fix it."),
                ["errors"] = new OpenApiSchema
                {
                    Type = JsonSchemaType.Array,
                    Description = "Each field that is wrong.",
                    Items = CreateError(),
                },
                ["ignored"] = CreateTexts("A JSON Pointer to each member of the body that the portal does not know."),
                ["scope"] = CreateText("The scope that the key lacks."),
                ["grounds"] = CreateTexts(
                    "The codes of the grounds that the law of the worker knows for this outcome."
                ),
                ["reference"] = CreateText("For an error of the portal itself: the id to find it in the portal's log."),
            },
        };

    private static OpenApiSchema CreateError() =>
        new()
        {
            Type = JsonSchemaType.Object,
            Required = new HashSet<string>(StringComparer.Ordinal) { "pointer", "detail" },
            Properties = new Dictionary<string, IOpenApiSchema>(StringComparer.Ordinal)
            {
                ["pointer"] = CreateText("A JSON Pointer into the body; a name of the path for a wrong id."),
                ["detail"] = CreateText("What is wrong, and what is valid."),
            },
        };

    private static OpenApiSchema CreateText(string description, string? format = null) =>
        new()
        {
            Type = JsonSchemaType.String,
            Format = format,
            Description = description,
        };

    private static OpenApiSchema CreateTexts(string description) =>
        new()
        {
            Type = JsonSchemaType.Array,
            Description = description,
            Items = new OpenApiSchema { Type = JsonSchemaType.String },
        };
}
