namespace JoinArena.PrivacyPortal.Deletion.Casework.Queue;

/// <summary>What an officer has to do about requests.</summary>
/// <param name="Count">How many requests wait for them.</param>
/// <param name="First">The first of those, by deadline; at most <see cref="RequestWorkQueries.MaxLines"/>.</param>
/// <param name="New">Requests that came in lately, that are no one's and that need nothing yet, the newest first.</param>
public sealed record RequestWork(int Count, IReadOnlyList<QueueLine> First, IReadOnlyList<QueueLine> New)
{
    /// <summary>The other open requests, which wait for someone else, by deadline.</summary>
    public IReadOnlyList<QueueLine> Others { get; init; } = [];

    /// <summary>The number of the open request with the nearest deadline that has not passed; null for none.</summary>
    public string? Next { get; init; }
}
