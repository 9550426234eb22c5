using System.Globalization;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.Outbox;
using JoinArena.PrivacyPortal.Deletion.Erasure.Answers;
using JoinArena.PrivacyPortal.Disclosures;
using JoinArena.PrivacyPortal.Notifications.Webhooks;
using JoinArena.PrivacyPortal.Parties;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Deletion.Erasure.Connectors;

/// <summary>Tells a party by a signed call to its address, which it answers at its leisure over the link in the body, or with its key.</summary>
internal sealed class WebhookConnector(IDbContextFactory<PortalDbContext> contexts, PartyRegister parties, WebhookCourier courier, OutcomeLinks links, PublicAddress portal) : IConnector
{
    public ConnectorType Type => ConnectorType.Webhook;

    public async Task<Told> TellAsync(Errand errand, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var party = await db.Parties.AsNoTracking().SingleOrDefaultAsync(p => p.Id == errand.PartyId, ct);
        // A party that is told otherwise by now is a job for a person: its task says how it was to be told.
        if (party?.Connector is not { Type: ConnectorType.Webhook, Url: { } url, ProtectedSecret: not null } connector) throw JobFault.Final("no-endpoint");

        var (asked, id) = (errand.Job, errand.Job.MessageId);
        var body = CloudEvent.Write(id, portal, TypeOf(asked.Kind), asked.At, new
        {
            taskId = asked.Task,
            number = errand.Number,
            workerId = errand.WorkerId,
            items = errand.Items.Select(i => new { id = i.ItemId, category = Kebab.Of(i.Category) }),
            interviewIds = errand.InterviewIds,
            dueBy = errand.DueBy.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            outcomeUrl = asked.Kind is ErrandKind.Withdrawn ? null : links.ForPrograms(asked.Task, asked.Round, errand.DueBy).AbsoluteUri,
        });
        await courier.DeliverAsync(new(ErasureHandler.EndpointOf(party.Id), url, parties.SecretsOf(connector)), id, body, ct);
        return new(IsAcknowledged: true);
    }

    private static string TypeOf(ErrandKind kind) => kind switch
    {
        ErrandKind.Requested => WebhookTypes.ErasureRequested,
        ErrandKind.Reminder => WebhookTypes.ErasureReminder,
        ErrandKind.Withdrawn => WebhookTypes.ErasureWithdrawn,
    };
}
