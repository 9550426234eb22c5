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
using JoinArena.PrivacyPortal.Notifications;
using JoinArena.PrivacyPortal.Parties;
using JoinArena.PrivacyPortal.Tests.Support.Databases;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace JoinArena.PrivacyPortal.Tests.Deletion;

/// <summary>The deletion slice on a database of its own, with one worker and a clock that the test moves.</summary>
public sealed class DeletionFixture
{
    public static readonly Actor Officer = Actor.Officer("officer@example.com");

    private readonly TestDatabase _database;

    public DeletionFixture(TestDatabase database)
    {
        _database = database;
        Contexts = database.Contexts;
        Mails = new(Worker);
        Services = CreateServices(Contexts);
    }

    public static PortalKey Key => PortalServices.Key;

    /// <summary>Fresh for each bench, since benches of a class share the database.</summary>
    public string Worker { get; } = $"w-{Guid.NewGuid():N}";

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 11, 24, 14, 2, 0, TimeSpan.Zero));

    /// <summary>The portal's services, for what the members here do not name.</summary>
    public IServiceProvider Services { get; }

    public IDbContextFactory<PortalDbContext> Contexts { get; }

    public RequestService Requests => GetService<RequestService>();

    public RequestQueries Queries => GetService<RequestQueries>();

    public RequestProgressService Progress => GetService<RequestProgressService>();

    public CertificateService Certificates => GetService<CertificateService>();

    public DecisionService Decisions => GetService<DecisionService>();

    public DecisionPreviews Previews => GetService<DecisionPreviews>();

    public LegalHoldService Holds => GetService<LegalHoldService>();

    public CaseworkService Casework => GetService<CaseworkService>();

    public AnswerCorrectionService Corrections => GetService<AnswerCorrectionService>();

    public ResidenceService Residences => GetService<ResidenceService>();

    public CaseworkQueries CaseworkQueries => GetService<CaseworkQueries>();

    public RequestIntakeService Intake => GetService<RequestIntakeService>();

    public RemedyService Remedies => GetService<RemedyService>();

    public RemedyQueries RemedyQueries => GetService<RemedyQueries>();

    public RemedyAlertJob RemedyAlerts => GetService<RemedyAlertJob>();

    public RequestQueue Queue => GetService<RequestQueue>();

    public DeadlineAlertJob DeadlineAlerts => GetService<DeadlineAlertJob>();

    /// <summary>What the jobs could not process.</summary>
    public SetAsideRows SetAside => GetService<SetAsideRows>();

    public RecordRetentionJob RecordRetention => GetService<RecordRetentionJob>();

    public RequestStatistics Statistics => GetService<RequestStatistics>();

    public RequestMessageService Messages => GetService<RequestMessageService>();

    public RequestTimeoutJob TimeoutJob => GetService<RequestTimeoutJob>();

    public ErasureFollowUpJob FollowUpJob => GetService<ErasureFollowUpJob>();

    public JobPlaceJob JobPlaces => GetService<JobPlaceJob>();

    public OutcomeLinks Links => GetService<OutcomeLinks>();

    public PartyRegister Parties => GetService<PartyRegister>();

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
        var services = contexts is null ? Services : CreateServices(contexts);
        // Letters to workers stay where tests read them.
        var handler = services.GetServices<IOutboxHandler>().OfType<ErasureMessageHandler>();
        await ActivatorUtilities.CreateInstance<OutboxDispatchJob>(services, handler).RunAsync(ct);
    }

    /// <summary>Sends the emails to people that are due.</summary>
    public async Task DeliverEmailsAsync()
    {
        var handlers = Services.GetServices<IOutboxHandler>().Where(h => h is MailHandler or AnswerDigestHandler);
        await ActivatorUtilities.CreateInstance<OutboxDispatchJob>(Services, handlers).RunAsync(default);
    }

    /// <summary>Has a party told again, as an officer does.</summary>
    public Task<Result<string, OutcomeError>> ResendAsync(Guid task) =>
        GetService<ErasureResendService>().ResendAsync(task, Officer, default);

    /// <summary>What erases requests, on these contexts.</summary>
    public RecordRetentionJob CreateRecordRetentionJob(IDbContextFactory<PortalDbContext> on) =>
        CreateServices(on).GetRequiredService<RecordRetentionJob>();

    /// <summary>One of the portal's services.</summary>
    public T GetService<T>()
        where T : notnull => Services.GetRequiredService<T>();

    /// <summary>A job that has not run yet, as after a start.</summary>
    public T StartJob<T>() => ActivatorUtilities.CreateInstance<T>(Services);

    private IServiceProvider CreateServices(IDbContextFactory<PortalDbContext> contexts) =>
        _database.CreateServices(
            Clock,
            services => services.AddSingleton(contexts).AddSingleton<IMailTransport>(Mails)
        );
}
