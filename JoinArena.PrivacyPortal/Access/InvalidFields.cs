namespace JoinArena.PrivacyPortal.Access;

/// <summary>One wrong field.</summary>
/// <param name="Pointer">JSON Pointer into the body.</param>
/// <param name="Detail">What is wrong, and what is valid.</param>
public sealed record FieldError(string Pointer, string Detail);

/// <summary>The wrong fields of a request body.</summary>
public sealed record InvalidFields(params IReadOnlyList<FieldError> Errors);
