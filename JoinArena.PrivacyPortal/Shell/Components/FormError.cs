namespace JoinArena.PrivacyPortal.Shell.Components;

/// <summary>An error of one form field.</summary>
/// <param name="FieldId">The element id of the input, so that the summary can link to it.</param>
/// <param name="Message">How to correct it, in the reader's language.</param>
public sealed record FormError(string FieldId, string Message);
