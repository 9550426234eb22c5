using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Notifications;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Deletion.Requests;

/// <summary>The pages of requests that are withheld until their worker has proved again who they are.</summary>
internal sealed class WithheldRequestPages(IDbContextFactory<PortalDbContext> contexts) : IWithheldPages
{
    public async Task<IReadOnlyList<WithheldPage>> ListAsync(string workerId, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db
            .DeletionRequests.Where(r => r.WorkerId == workerId && r.WithheldSince != null)
            .Select(r => new WithheldPage(RequestPaths.WorkerPage(r.Number), r.WithheldSince!.Value))
            .ToListAsync(ct);
    }
}
