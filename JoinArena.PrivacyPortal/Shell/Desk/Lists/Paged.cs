namespace JoinArena.PrivacyPortal.Shell.Desk.Lists;

/// <summary>A page of a list.</summary>
/// <param name="Total">How many rows are on all pages together.</param>
public sealed record Paged<T>(IReadOnlyList<T> Items, int Total);
