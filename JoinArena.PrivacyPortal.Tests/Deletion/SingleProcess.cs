using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.Outbox;
using JoinArena.PrivacyPortal.Deletion.Casework.Decisions;
using JoinArena.PrivacyPortal.Deletion.Casework.Holds;
using JoinArena.PrivacyPortal.Deletion.Certificates;
using JoinArena.PrivacyPortal.Deletion.Erasure;
using JoinArena.PrivacyPortal.Deletion.Erasure.Connectors;
using JoinArena.PrivacyPortal.Deletion.Erasure.FollowUp;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Deletion.Requests.MyRequests;
using JoinArena.PrivacyPortal.Deletion.Requests.WorkerEmails;
using JoinArena.PrivacyPortal.Notifications;
using JoinArena.PrivacyPortal.Notifications.Webhooks;
using JoinArena.PrivacyPortal.Tests.Jurisdictions;
using JoinArena.PrivacyPortal.Tests.Notifications;
using JoinArena.PrivacyPortal.Tests.Support;
using JoinArena.PrivacyPortal.Tests.Support.Databases;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using MimeKit;

namespace JoinArena.PrivacyPortal.Tests.Deletion;

/// <summary>
/// What one process of the portal does about deletion, from the worker's page to the mail to a party, for as long as it
/// lives.
/// </summary>
internal sealed class SingleProcess : IDisposable
{
    private readonly OutboundHttp _http;
    private readonly OutboxDispatchJob _outbox;
    private readonly RequestTimeoutJob _sweep;
    private readonly ErasureFollowUpJob _followUp;

    /// <param name="bench">The worker, the clock and the parties.</param>
    /// <param name="settings">The database, when it is another than the bench's.</param>
    /// <param name="life">How long it lives; for ever when null.</param>
    /// <param name="connectors">What tells parties, instead of the real connectors.</param>
    /// <param name="patience">How long it waits for a party's answer.</param>
    public SingleProcess(
        DeletionFixture bench,
        DatabaseSettings settings,
        CrashSimulator? life = null,
        IReadOnlyList<IConnector>? connectors = null,
        TimeSpan? patience = null
    )
    {
        Simulator = life ?? new();
        Contexts = Simulator.CreateContextFactory(settings);
        _http = new(new(AllowPrivateNetworks: true), timeout: patience ?? TimeSpan.FromSeconds(10));
        var clock = bench.Clock;
        var rules = ReviewedRules.Shipped;
        var letters = new RequestEmails(TestLocalizer.English, rules, clock);
        var starter = new RequestStarter(letters, clock);
        var options = new DeletionOptions(TimeSpan.FromDays(1));
        var certificates = new CertificateService(Contexts, rules, DeletionFixture.Key, clock);
        var circuit = new EndpointCircuitBreaker(Contexts, clock);
        var mail = new Carrier(bench.Mails, Simulator);
        var changes = new RequestTransactions(Contexts);
        Requests = new(Contexts, changes, rules, options, starter, letters, clock);
        Progress = new(changes, Contexts, rules, starter, letters, certificates, new(Contexts, clock), clock);
        Decisions = new(
            changes,
            rules,
            options,
            new(TestLocalizer.English, rules, letters, clock),
            certificates,
            clock
        );
        Holds = new(Contexts, changes, new(TestLocalizer.English, rules, letters, clock), clock);
        var handler = new ErasureMessageHandler(
            new(changes, Progress, rules, clock),
            connectors
                ??
                [
                    new WebhookConnector(
                        Contexts,
                        bench.Parties,
                        new(_http, circuit, clock),
                        bench.Links,
                        MailTestData.Portal
                    ),
                    new EmailConnector(
                        new(Contexts),
                        bench.Links,
                        new(mail, MailTestData.SettingsForPort(25), MailTestData.Portal, clock)
                    ),
                    new InternalConnector(Contexts),
                ]
        );
        IOutboxHandler[] handlers =
        [
            handler,
            new MailHandler(mail, MailTestData.SettingsForPort(25), MailTestData.Portal, clock),
            new AnswerDigestHandler(
                Contexts,
                letters,
                new(mail, MailTestData.SettingsForPort(25), MailTestData.Portal, clock)
            ),
        ];
        Resends = new(changes, new(Contexts, handlers, clock), clock);
        _outbox = new(Contexts, handlers, clock, NullLogger<OutboxDispatchJob>.Instance);
        _sweep = new(Contexts, changes, starter, clock, Contexts.CreateSetAside(clock));
        _followUp = new(Contexts, changes, Progress, letters, rules, clock, Contexts.CreateSetAside(clock));
    }

    public CrashSimulator Simulator { get; }

    public IDbContextFactory<PortalDbContext> Contexts { get; }

    public RequestService Requests { get; }

    public RequestProgressService Progress { get; }

    public DecisionService Decisions { get; }

    public LegalHoldService Holds { get; }

    public ErasureResendService Resends { get; }

    /// <summary>Does what has come due in the requests themselves.</summary>
    public async Task RunJobsAsync()
    {
        await _sweep.RunAsync(Simulator.Token);
        Simulator.ThrowIfCrashed();
        await _followUp.RunAsync(Simulator.Token);
        Simulator.ThrowIfCrashed();
    }

    /// <summary>Tells parties and people what waits for them.</summary>
    public async Task DeliverMessagesAsync()
    {
        await _outbox.RunAsync(Simulator.Token);
        Simulator.ThrowIfCrashed();
    }

    public void Dispose()
    {
        _http.Dispose();
        Simulator.Dispose();
    }

    /// <summary>Takes mails to the bag while the process lives.</summary>
    private sealed class Carrier(IMailTransport bag, CrashSimulator life) : IMailTransport
    {
        public Task SendAsync(Guid job, MimeMessage message, CancellationToken ct)
        {
            life.ThrowIfCrashed();
            return bag.SendAsync(job, message, ct);
        }
    }
}
