namespace JoinArena.PrivacyPortal.Shell.Components;

/// <summary>What is wrong with one field of a form.</summary>
/// <param name="FieldId">The element id of the input, so that the summary can lead to it.</param>
/// <param name="Message">What to do about it, in the reader's language.</param>
public sealed record FormError(string FieldId, string Message);
