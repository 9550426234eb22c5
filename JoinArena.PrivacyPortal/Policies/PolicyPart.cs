namespace JoinArena.PrivacyPortal.Policies;

/// <summary>A part of a text.</summary>
/// <param name="ClauseId">The id of the clause, or null if it is not a clause.</param>
/// <param name="IsHeading">True for a heading of the text.</param>
/// <param name="Html">The part as HTML: block elements, or the content of the heading.</param>
/// <param name="PlainText">The part without formatting.</param>
public sealed record PolicyPart(string? ClauseId, bool IsHeading, string Html, string PlainText);
