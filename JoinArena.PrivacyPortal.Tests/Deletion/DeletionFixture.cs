using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.BackgroundJobs;
using JoinArena.PrivacyPortal.Data.Outbox;
using JoinArena.PrivacyPortal.Deletion.Casework;
using JoinArena.PrivacyPortal.Deletion.Casework.DeadlineAlerts;
using JoinArena.PrivacyPortal.Deletion.Casework.Decisions;
using JoinArena.PrivacyPortal.Deletion.Casework.Holds;
using JoinArena.PrivacyPortal.Deletion.Casework.Messages;
using JoinArena.PrivacyPortal.Deletion.Casework.Queue;
using JoinArena.PrivacyPortal.Deletion.Certificates;
using JoinArena.PrivacyPortal.Deletion.Erasure;
using JoinArena.PrivacyPortal.Deletion.Erasure.Answers;
using JoinArena.PrivacyPortal.Deletion.Erasure.Connectors;
using JoinArena.PrivacyPortal.Deletion.Erasure.FollowUp;
using JoinArena.PrivacyPortal.Deletion.Intake;
using JoinArena.PrivacyPortal.Deletion.RecordRetention;
using JoinArena.PrivacyPortal.Deletion.Remedies;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Deletion.Requests.HoldingLaws;
using JoinArena.PrivacyPortal.Deletion.Requests.MyRequests;
using JoinArena.PrivacyPortal.Deletion.Requests.WorkerEmails;
using JoinArena.PrivacyPortal.Deletion.Statistics;
using JoinArena.PrivacyPortal.Ledger.Notes;
using JoinArena.PrivacyPortal.Notifications.Webhooks;
using JoinArena.PrivacyPortal.Parties;
using JoinArena.PrivacyPortal.Tests.Jurisdictions;
using JoinArena.PrivacyPortal.Tests.Notifications;
using JoinArena.PrivacyPortal.Tests.Parties;
using JoinArena.PrivacyPortal.Tests.Support;
using JoinArena.PrivacyPortal.Tests.Support.Databases;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace JoinArena.PrivacyPortal.Tests.Deletion;

/// <summary>The deletion slice on a database of its own, with one worker and a clock that the test moves.</summary>
public sealed class DeletionFixture
{
    public static readonly Actor Officer = Actor.Officer("officer@example.com");

    private static readonly EphemeralDataProtectionProvider s_protection = new();
    private static readonly ConnectorSettings s_settings = new(AllowPrivateNetworks: true);
    private readonly RequestStarter _starter;

    public static readonly PortalKey Key = TestKey.Create();

    public DeletionFixture(TestDatabase database)
    {
        Contexts = database.Contexts;
        Mails = new(Worker);
        var letters = new RequestEmails(TestLocalizer.English, ReviewedRules.Shipped, Clock);
        var starter = new RequestStarter(letters, Clock);
        Links = new(s_protection, MailTestData.Portal, Clock);
        Parties = PartyRegisters.Create(Contexts, Clock, s_protection, s_settings);
        var changes = new RequestTransactions(Contexts);
        Requests = new(Contexts, changes, ReviewedRules.Shipped, new(TimeSpan.FromDays(1)), starter, letters, Clock);
        Certificates = new(Contexts, ReviewedRules.Shipped, Key, Clock);
        Progress = new(
            changes,
            Contexts,
            ReviewedRules.Shipped,
            starter,
            letters,
            Certificates,
            new(Contexts, Clock),
            Clock
        );
        var decisions = new DecisionEmails(TestLocalizer.English, ReviewedRules.Shipped, letters, Clock);
        Decisions = new(changes, ReviewedRules.Shipped, new(TimeSpan.FromDays(1)), decisions, Certificates, Clock);
        Previews = new(Contexts, ReviewedRules.Shipped, Decisions, decisions);
        Holds = new(Contexts, changes, new(TestLocalizer.English, ReviewedRules.Shipped, letters, Clock), Clock);
        Casework = new(changes, ReviewedRules.Shipped, decisions, Clock);
        Residences = new(changes, ReviewedRules.Shipped, letters, TestLocalizer.English, Clock);
        CaseworkQueries = new(Contexts, decisions);
        Intake = new(
            changes,
            Casework,
            ReviewedRules.Shipped,
            new(TimeSpan.FromDays(1)),
            new(TestLocalizer.English, letters, decisions, Clock),
            Clock
        );
        var remedies = new RemedyEmails(TestLocalizer.English, letters, Clock);
        Remedies = new(changes, ReviewedRules.Shipped, new(TimeSpan.FromDays(1)), starter, remedies, Clock);
        RemedyQueries = new(Contexts, ReviewedRules.Shipped, new(Contexts, Clock), Clock);
        Queue = new(Contexts, ReviewedRules.Shipped, new(Contexts, Clock), Clock);
        SetAside = Contexts.CreateSetAside(Clock);
        DeadlineAlerts = new(
            Contexts,
            changes,
            ReviewedRules.Shipped,
            new(TestLocalizer.English, Clock),
            Clock,
            SetAside
        );
        RemedyAlerts = new(
            Contexts,
            changes,
            ReviewedRules.Shipped,
            new(TestLocalizer.English, Clock),
            Clock,
            SetAside
        );
        RecordRetention = CreateRecordRetentionJob(Contexts);
        Statistics = new(Contexts, ReviewedRules.Shipped, Clock);
        Messages = new(Contexts, letters, TestLocalizer.English, Clock);
        FollowUpJob = new(Contexts, changes, Progress, letters, ReviewedRules.Shipped, Clock, SetAside);
        _starter = starter;
        TimeoutJob = new(Contexts, changes, starter, Clock, SetAside);
        JobPlaces = new(Contexts, changes, ReviewedRules.Shipped, Clock, SetAside);
    }

    /// <summary>Fresh for each bench, since benches of a class share the database.</summary>
    public string Worker { get; } = $"w-{Guid.NewGuid():N}";

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 11, 24, 14, 2, 0, TimeSpan.Zero));

    public IDbContextFactory<PortalDbContext> Contexts { get; }

    public RequestService Requests { get; }

    public RequestProgressService Progress { get; }

    public CertificateService Certificates { get; }

    public DecisionService Decisions { get; }

    public DecisionPreviews Previews { get; }

    public LegalHoldService Holds { get; }

    public CaseworkService Casework { get; }

    public ResidenceService Residences { get; }

    public CaseworkQueries CaseworkQueries { get; }

    public RequestIntakeService Intake { get; }

    public RemedyService Remedies { get; }

    public RemedyQueries RemedyQueries { get; }

    public RemedyAlertJob RemedyAlerts { get; }

    public RequestQueue Queue { get; }

    public DeadlineAlertJob DeadlineAlerts { get; }

    /// <summary>What the jobs could not process.</summary>
    public SetAsideRows SetAside { get; }

    public RecordRetentionJob RecordRetention { get; }

    public RequestStatistics Statistics { get; }

    public RequestMessageService Messages { get; }

    public RequestTimeoutJob TimeoutJob { get; }

    public ErasureFollowUpJob FollowUpJob { get; }

    public JobPlaceJob JobPlaces { get; }

    public OutcomeLinks Links { get; }

    public PartyRegister Parties { get; }

    /// <summary>Named secrets of recipes.</summary>
    public IConfiguration Settings { get; } =
        MailTestData.CreateConfiguration(
            ("Portal:Connectors:Secrets:assemblyai", "aai-key"),
            ("Portal:Connectors:Secrets:openai", "sk-key")
        );

    /// <summary>The mails handed over to parties.</summary>
    public RecordingMailTransport Mails { get; }

    public StepUpProof Proof => new(Clock.GetInstant());

    /// <summary>Hands over what waits for parties.</summary>
    /// <param name="contexts">Where it is kept; the bench's own when null.</param>
    /// <param name="ct">Ends it, as the end of the process would.</param>
    public async Task DeliverMessagesAsync(
        IDbContextFactory<PortalDbContext>? contexts = null,
        CancellationToken ct = default
    )
    {
        var on = contexts ?? Contexts;
        using var http = new OutboundHttp(s_settings, timeout: TimeSpan.FromSeconds(10));
        await new OutboxDispatchJob(on, [Handler(http, on)], Clock, NullLogger<OutboxDispatchJob>.Instance).RunAsync(
            ct
        );
    }

    /// <summary>Has a party told again, as an officer does.</summary>
    public async Task<Result<string, OutcomeError>> ResendAsync(Guid task)
    {
        using var http = new OutboundHttp(s_settings);
        return await new ErasureResendService(
            new(Contexts),
            new(Contexts, [Handler(http, Contexts)], Clock),
            Clock
        ).ResendAsync(task, default);
    }

    private ErasureMessageHandler Handler(OutboundHttp http, IDbContextFactory<PortalDbContext> on)
    {
        var circuit = new EndpointCircuitBreaker(on, Clock);
        var letters = new RequestEmails(TestLocalizer.English, ReviewedRules.Shipped, Clock);
        var courier = new WebhookSender(http, circuit, Clock);
        var changes = new RequestTransactions(on);
        var outcomes = new RequestProgressService(
            changes,
            on,
            ReviewedRules.Shipped,
            _starter,
            letters,
            Certificates,
            new(on, Clock),
            Clock
        );
        return new(
            new(changes, outcomes, ReviewedRules.Shipped, Clock),
            [
                new WebhookConnector(on, Parties, courier, Links, MailTestData.Portal),
                new EmailConnector(
                    new(on),
                    Links,
                    new(Mails, MailTestData.SettingsForPort(25), MailTestData.Portal, Clock)
                ),
                new InternalConnector(on),
                new HttpConnector(on, PartyRegisters.Recipes, s_settings, http, circuit, courier, Settings, Clock),
            ]
        );
    }

    /// <summary>What erases requests, on these contexts.</summary>
    public RecordRetentionJob CreateRecordRetentionJob(IDbContextFactory<PortalDbContext> on) =>
        new(on, new(on), ReviewedRules.Shipped, new(new(on), ReviewedRules.Shipped, Clock), Clock, SetAside);
}
