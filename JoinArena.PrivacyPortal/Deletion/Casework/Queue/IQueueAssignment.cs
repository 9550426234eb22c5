using JoinArena.PrivacyPortal.Deletion.Requests;

namespace JoinArena.PrivacyPortal.Deletion.Casework.Queue;

/// <summary>Assigns the requests of the queue to officers. Casework implements it, which the queue does not know.</summary>
public interface IQueueAssignment
{
    /// <summary>The sign-ins of all officers, in alphabetical order.</summary>
    Task<IReadOnlyList<string>> ListOfficersAsync(CancellationToken ct);

    /// <summary>Assigns each request that has not ended to its officer.</summary>
    /// <param name="officers">The officer of each number; null or empty for no one.</param>
    /// <returns>How many were assigned.</returns>
    Task<int> AssignAsync(IReadOnlyDictionary<string, string?> officers, Actor by, CancellationToken ct);
}
