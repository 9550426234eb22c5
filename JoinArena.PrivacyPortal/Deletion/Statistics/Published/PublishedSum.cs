namespace JoinArena.PrivacyPortal.Deletion.Statistics.Published;

/// <summary>A number of a table that readers know to be the sum of others.</summary>
internal sealed record PublishedSum(PublishedCell Total, IReadOnlyList<PublishedCell> Parts);
