using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Deletion.Requests.Tasks;
using JoinArena.PrivacyPortal.Disclosures;
using JoinArena.PrivacyPortal.Parties;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Deletion.Erasure.Connectors;

/// <summary>
/// Erases what the portal itself stores about interviews: the labels of items, their interview, its time and where its job is. The
/// record of which party received which item stays until the request's record is erased, because the other parties are
/// notified from it.
/// </summary>
internal sealed class InternalConnector(IDbContextFactory<PortalDbContext> contexts) : IConnector
{
    public ConnectorType Type => ConnectorType.Internal;

    public async Task<NotificationResult> NotifyAsync(PartyNotification notification, CancellationToken ct)
    {
        if (notification.Message.Kind is not NotificationKind.Requested)
            return new();
        var itemIds = notification.Items.Select(i => i.ItemId).ToList();
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var write = await db.BeginWriteAsync(ct);
        await db
            .DataItems.Where(i => i.WorkerId == notification.WorkerId && itemIds.Contains(i.Id))
            .ExecuteUpdateAsync(
                s =>
                    s.SetProperty(i => i.Label, (string?)null)
                        .SetProperty(i => i.InterviewId, (string?)null)
                        .SetProperty(i => i.InterviewAt, (DateTimeOffset?)null)
                        .SetProperty(i => i.JobLocation, (string?)null),
                ct
            );
        db.PublishChange(notification.WorkerId);
        await write.CommitAsync(ct);
        return new(Outcome: new(TaskOutcome.Erased));
    }
}
