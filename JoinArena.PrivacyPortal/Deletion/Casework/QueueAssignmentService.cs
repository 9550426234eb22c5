using JoinArena.PrivacyPortal.Deletion.Casework.Queue;
using JoinArena.PrivacyPortal.Deletion.Requests;

namespace JoinArena.PrivacyPortal.Deletion.Casework;

/// <inheritdoc cref="IQueueAssignment"/>
public sealed class QueueAssignmentService(CaseworkService casework, CaseworkQueries queries) : IQueueAssignment
{
    public Task<IReadOnlyList<string>> ListOfficersAsync(CancellationToken ct) => queries.ListOfficersAsync(ct);

    public async Task<int> AssignAsync(IReadOnlyDictionary<string, string?> officers, Actor by, CancellationToken ct)
    {
        var assigned = 0;
        // Each in a transaction of its own: one that has ended does not keep the others from being assigned.
        foreach (var (number, officer) in officers)
        {
            if ((await casework.AssignAsync(number, officer, by, ct)).IsSuccess)
                assigned++;
        }

        return assigned;
    }
}
