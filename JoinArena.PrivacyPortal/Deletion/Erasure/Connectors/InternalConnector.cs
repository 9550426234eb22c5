using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Disclosures;
using JoinArena.PrivacyPortal.Parties;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Deletion.Erasure.Connectors;

/// <summary>
/// Erases what the portal itself keeps of interviews: what items were called, which interview they belong to and when
/// it was. Who was sent what stays in the book
/// until the request itself is forgotten: it is how everyone else is told.
/// </summary>
internal sealed class InternalConnector(IDbContextFactory<PortalDbContext> contexts) : IConnector
{
    public ConnectorType Type => ConnectorType.Internal;

    public async Task<NotificationResult> NotifyAsync(PartyNotification errand, CancellationToken ct)
    {
        if (errand.Message.Kind is not NotificationKind.Requested)
            return new();
        var ids = errand.Items.Select(i => i.ItemId).ToList();
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var write = await db.BeginWriteAsync(ct);
        await db
            .DataItems.Where(i => i.WorkerId == errand.WorkerId && ids.Contains(i.Id))
            .ExecuteUpdateAsync(
                s =>
                    s.SetProperty(i => i.Label, (string?)null)
                        .SetProperty(i => i.InterviewId, (string?)null)
                        .SetProperty(i => i.InterviewAt, (DateTimeOffset?)null),
                ct
            );
        db.PublishChange(errand.WorkerId);
        await write.CommitAsync(ct);
        return new(Outcome: new(TaskOutcome.Erased));
    }
}
