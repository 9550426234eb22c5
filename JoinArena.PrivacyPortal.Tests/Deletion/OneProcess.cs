using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.Outbox;
using JoinArena.PrivacyPortal.Deletion.Casework.Decisions;
using JoinArena.PrivacyPortal.Deletion.Casework.Holds;
using JoinArena.PrivacyPortal.Deletion.Certificates;
using JoinArena.PrivacyPortal.Deletion.Erasure;
using JoinArena.PrivacyPortal.Deletion.Erasure.Connectors;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Deletion.Requests.MyRequests;
using JoinArena.PrivacyPortal.Notifications;
using JoinArena.PrivacyPortal.Notifications.Webhooks;
using JoinArena.PrivacyPortal.Tests.Notifications;
using JoinArena.PrivacyPortal.Tests.Support.Databases;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using MimeKit;

namespace JoinArena.PrivacyPortal.Tests.Deletion;

/// <summary>What one process of the portal does about deletion, from the worker's page to the mail to a party, for as long as it lives.</summary>
internal sealed class OneProcess : IDisposable
{
    private readonly OutboundHttp _http;
    private readonly OutboxSweep _outbox;
    private readonly DeletionSweep _sweep;
    private readonly ErasureFollowUp _followUp;

    /// <param name="bench">The worker, the clock and the parties.</param>
    /// <param name="settings">The database, when it is another than the bench's.</param>
    /// <param name="life">How long it lives; for ever when null.</param>
    /// <param name="connectors">What tells parties, instead of the real connectors.</param>
    /// <param name="patience">How long it waits for a party's answer.</param>
    public OneProcess(DeletionBench bench, DatabaseSettings settings, Lifespan? life = null, IReadOnlyList<IConnector>? connectors = null, TimeSpan? patience = null)
    {
        Life = life ?? new();
        Contexts = Life.ContextsOn(settings);
        _http = new(new(AllowPrivateNetworks: true), patience: patience ?? TimeSpan.FromSeconds(10));
        var (clock, rules) = (bench.Clock, ReviewedRules.Shipped);
        var letters = new DeletionLetters(DeletionBench.Words, rules, clock);
        var dispatch = new Dispatch(letters, clock);
        var options = new DeletionOptions(TimeSpan.FromDays(1));
        var certificates = new CertificateService(Contexts, rules, DeletionBench.Key, clock);
        var (circuit, mail) = (new Circuit(Contexts, clock), new Carrier(bench.Bag, Life));
        Desk = new(Contexts, rules, options, dispatch, letters, clock);
        Outcomes = new(Contexts, rules, dispatch, letters, certificates, new(Contexts, clock), clock);
        Decisions = new(Contexts, rules, options, new(DeletionBench.Words, rules, letters, clock), certificates, clock);
        Holds = new(Contexts, letters, clock);
        var handler = new ErasureHandler(new(Contexts, dispatch, Outcomes, clock), connectors ??
        [
            new WebhookConnector(Contexts, bench.Parties, new(_http, circuit, clock), bench.Links, MailRoom.Portal),
            new EmailConnector(new(Contexts), bench.Links, new(mail, MailRoom.To(25), MailRoom.Portal, clock)),
            new InternalConnector(Contexts),
        ]);
        IOutboxHandler[] handlers = [handler, new MailHandler(mail, MailRoom.To(25), MailRoom.Portal, clock)];
        Again = new(Contexts, new(Contexts, handlers, clock), clock);
        _outbox = new(Contexts, handlers, clock, NullLogger<OutboxSweep>.Instance);
        _sweep = new(Contexts, dispatch, clock, NullLogger<DeletionSweep>.Instance);
        _followUp = new(Contexts, Outcomes, letters, rules, clock, NullLogger<ErasureFollowUp>.Instance);
    }

    public Lifespan Life { get; }

    public IDbContextFactory<PortalDbContext> Contexts { get; }

    public DeletionDesk Desk { get; }

    public OutcomeDesk Outcomes { get; }

    public DecisionDesk Decisions { get; }

    public HoldDesk Holds { get; }

    public SecondTry Again { get; }

    /// <summary>Does what has come due in the requests themselves.</summary>
    public async Task SweepAsync()
    {
        await _sweep.SweepAsync(Life.Token);
        Life.Check();
        await _followUp.SweepAsync(Life.Token);
        Life.Check();
    }

    /// <summary>Tells parties and people what waits for them.</summary>
    public async Task DeliverAsync()
    {
        await _outbox.SweepAsync(Life.Token);
        Life.Check();
    }

    public void Dispose()
    {
        _http.Dispose();
        Life.Dispose();
    }

    /// <summary>Takes mails to the bag while the process lives.</summary>
    private sealed class Carrier(IMailTransport bag, Lifespan life) : IMailTransport
    {
        public Task SendAsync(Guid job, MimeMessage message, CancellationToken ct)
        {
            life.Check();
            return bag.SendAsync(job, message, ct);
        }
    }
}
