using JoinArena.PrivacyPortal.Data.Outbox;
using JoinArena.PrivacyPortal.Deletion.Erasure.Answers;
using JoinArena.PrivacyPortal.Notifications;
using JoinArena.PrivacyPortal.Parties;

namespace JoinArena.PrivacyPortal.Deletion.Erasure.Connectors;

/// <summary>Tells a party by a mail, with a link to the page where it answers without an account.</summary>
internal sealed class EmailConnector(PartyLetters letters, OutcomeLinks links, MailSender mail) : IConnector
{
    public ConnectorType Type => ConnectorType.Email;

    public async Task<Told> TellAsync(Errand errand, CancellationToken ct)
    {
        if (errand.Contact is not { } contact || !EmailAddress.IsOne(contact)) throw JobFault.Final("no-address");
        var link = links.ForPeople(errand.Job.Task, errand.Job.Round, errand.DueBy);
        await mail.SendAsync(errand.Job.MailId, contact, await letters.WriteAsync(errand, link, ct), ct);
        return new();
    }
}
