namespace JoinArena.PrivacyPortal.Notifications;

/// <summary>
/// Knows which pages show a worker nothing before they have proved who they are. Earlier messages about them are not shown
/// either: they were for the person who had the worker's address then.
/// </summary>
public interface IWithheldPages
{
    /// <summary>These pages; usually there are none.</summary>
    Task<IReadOnlyList<WithheldPage>> ListAsync(string workerId, CancellationToken ct);
}

/// <param name="Path">The page: <c>/deletion/DR-2026-000001</c>.</param>
/// <param name="Since">Since when it is withheld. Messages from then on say nothing of what is withheld.</param>
public sealed record WithheldPage(string Path, DateTimeOffset Since);
