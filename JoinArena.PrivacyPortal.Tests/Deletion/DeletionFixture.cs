using System.Collections.Concurrent;
using System.Net.Sockets;
using JoinArena.PrivacyPortal.Account;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.BackgroundJobs;
using JoinArena.PrivacyPortal.Data.Outbox;
using JoinArena.PrivacyPortal.Deletion;
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
using JoinArena.PrivacyPortal.Deletion.Requests.Scope;
using JoinArena.PrivacyPortal.Deletion.Requests.WorkerEmails;
using JoinArena.PrivacyPortal.Deletion.Statistics;
using JoinArena.PrivacyPortal.Disclosures;
using JoinArena.PrivacyPortal.Disclosures.Intake;
using JoinArena.PrivacyPortal.Ledger;
using JoinArena.PrivacyPortal.Ledger.Log;
using JoinArena.PrivacyPortal.Ledger.Notes;
using JoinArena.PrivacyPortal.Notifications;
using JoinArena.PrivacyPortal.Notifications.Webhooks;
using JoinArena.PrivacyPortal.Parties;
using JoinArena.PrivacyPortal.Parties.Connectors;
using JoinArena.PrivacyPortal.Policies;
using JoinArena.PrivacyPortal.Tests.Jurisdictions;
using JoinArena.PrivacyPortal.Tests.Notifications;
using JoinArena.PrivacyPortal.Tests.Parties;
using JoinArena.PrivacyPortal.Tests.Support;
using JoinArena.PrivacyPortal.Tests.Support.Databases;
using JoinArena.PrivacyPortal.Workers;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using MimeKit;

namespace JoinArena.PrivacyPortal.Tests.Deletion;

/// <summary>The deletion slice on a database of its own, with one worker and a clock that stands still.</summary>
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
        Progress = new(changes, ReviewedRules.Shipped, starter, letters, Certificates, new(Contexts, Clock), Clock);
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

    public async Task<DeletionFixture> WithWorkerAsync(string jurisdiction = "DE")
    {
        await using var db = await Contexts.CreateDbContextAsync();
        // Benches of a class share the database: this one hands over nothing of another's.
        await db.Outbox.ExecuteDeleteAsync();
        db.Workers.Add(
            new Worker
            {
                Id = Worker,
                Email = $"{Worker}@example.com",
                NormalizedEmail = $"{Worker}@EXAMPLE.COM",
                Name = "Ana Example",
                Jurisdiction = jurisdiction,
                Locale = "en",
                TimeZone = "Europe/Lisbon",
                AnnouncedAt = Clock.GetInstant(),
            }
        );
        await db.SaveChangesAsync();
        return this;
    }

    /// <summary>A party that was sent items of this worker.</summary>
    /// <returns>Its id.</returns>
    public async Task<string> AddHoldingPartyAsync(
        string name,
        PartyKind kind = PartyKind.HiringCompany,
        ConnectorType connector = ConnectorType.Manual,
        string? interview = null,
        bool isAllowed = true,
        params DataCategory[] categories
    )
    {
        await using var db = await Contexts.CreateDbContextAsync();
        var party = new Party
        {
            Id = $"p-{Guid.NewGuid():N}",
            Name = name,
            Kind = kind,
            PrivacyContact = $"privacy@{name.ToLowerInvariant()}.example",
            Connector = new() { Type = connector },
        };
        db.Parties.Add(party);
        foreach (var category in categories.DefaultIfEmpty(DataCategory.Resume))
        {
            var holding = new Holding
            {
                WorkerId = Worker,
                PartyId = party.Id,
                ItemId = $"{KebabCase.ToKebabCase(category)}-{interview}",
                Direction = Direction.Disclosed,
                Category = category,
                InterviewId = interview,
            };
            holding.Add(Clock.GetInstant().AddDays(-30), null, isAllowed);
            db.Holdings.Add(holding);
        }

        await db.SaveChangesAsync();
        return party.Id;
    }

    /// <summary>Announces an item of the worker, as JoinArena's platform does.</summary>
    public async Task AnnounceItemAsync(string item, DataCategory category, string? interview, string? jobLocation) =>
        (
            await new ItemRegister(Contexts).AnnounceAsync(
                Worker,
                item,
                new(
                    KebabCase.ToKebabCase(category),
                    interview,
                    CreatedAt: "2026-11-01T00:00:00Z",
                    JobLocation: jobLocation
                ),
                default
            )
        ).IsSuccess.ShouldBeTrue();

    /// <summary>Records that the worker proved who they are today.</summary>
    public Task<Result<string, CaseworkError>> RecordProofTodayAsync(string number) =>
        Casework.RecordIdentityProofAsync(
            number,
            new(null, DateOnly.FromDateTime(Clock.GetUtcNow().UtcDateTime)),
            Officer,
            default
        );

    /// <summary>Says where a party is called, as the API would.</summary>
    /// <returns>The secret its webhooks are signed with.</returns>
    public async Task<string> SetConnectorAsync(string party, string url, string? recipe = null)
    {
        await using var db = await Contexts.CreateDbContextAsync();
        var known = await db.Parties.AsNoTracking().SingleAsync(p => p.Id == party);
        var connector = recipe is null
            ? new ConnectorAnnouncement("webhook", url)
            : new ConnectorAnnouncement("http", url, Recipe: recipe);
        var put = await Parties.AnnounceAsync(
            party,
            new(known.Name, KebabCase.ToKebabCase(known.Kind), Connector: connector),
            default
        );
        return put.Value!.Secret ?? "";
    }

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
        var (circuit, letters) = (
            new EndpointCircuitBreaker(on, Clock),
            new RequestEmails(TestLocalizer.English, ReviewedRules.Shipped, Clock)
        );
        var courier = new WebhookSender(http, circuit, Clock);
        var changes = new RequestTransactions(on);
        var outcomes = new RequestProgressService(
            changes,
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

    /// <summary>Somebody of the team, whose address only this bench knows.</summary>
    public async Task<string> AddStaffAsync(string role)
    {
        var email = $"{role}-{Guid.NewGuid():N}@team.example";
        await using var db = await Contexts.CreateDbContextAsync();
        var account = PortalAccount.Create(email, Clock.GetInstant());
        (account.EmailConfirmed, account.NormalizedEmail, account.NormalizedUserName) = (
            true,
            email.ToUpperInvariant(),
            email.ToUpperInvariant()
        );
        db.Accounts.Add(account);
        db.Add(
            new IdentityUserRole<Guid>
            {
                UserId = account.Id,
                RoleId = await db.Set<IdentityRole<Guid>>().Where(r => r.Name == role).Select(r => r.Id).SingleAsync(),
            }
        );
        await db.SaveChangesAsync();
        return email;
    }

    /// <summary>Gives every entry of the ledger its place, as the log does within seconds.</summary>
    public async Task SequenceLedgerAsync()
    {
        await using var db = await Contexts.CreateDbContextAsync();
        var next = (await db.LoggedLeaves.MaxAsync(l => (long?)l.Index) ?? -1) + 1;
        var placed = db.LoggedLeaves.Select(l => l.EntryId);
        foreach (var entry in await db.LedgerEntries.AsNoTracking().Where(e => !placed.Contains(e.Id)).ToListAsync())
        {
            db.LoggedLeaves.Add(
                new()
                {
                    Index = next++,
                    EntryId = entry.Id,
                    Leaf = entry.Leaf,
                }
            );
        }

        await db.SaveChangesAsync();
        await db.PendingEntries.ExecuteDeleteAsync();
    }

    public async Task<string> SubmitRequestAsync(DeletionScope? scope = null) =>
        (await Requests.SubmitAsync(Worker, scope ?? DeletionScope.Everything, null, default)).Value!;

    public async Task<string> CreateConfirmedRequestAsync(DeletionScope? scope = null)
    {
        var number = await SubmitRequestAsync(scope);
        (await Requests.ConfirmAsync(Worker, number, Proof, default)).IsSuccess.ShouldBeTrue();
        return number;
    }

    public async Task<DeletionRequest> CreateStartedRequestAsync(DeletionScope? scope = null)
    {
        var number = await CreateConfirmedRequestAsync(scope);
        Clock.Advance(TimeSpan.FromDays(1));
        await TimeoutJob.RunAsync(default);
        return await LoadRequestAsync(number);
    }

    public async Task<DeletionRequest> LoadRequestAsync(string number)
    {
        await using var db = await Contexts.CreateDbContextAsync();
        return await db
            .DeletionRequests.AsNoTracking()
            .Include(r => r.Tasks.OrderBy(t => t.PartyName))
            .Include(r => r.Events.OrderBy(e => e.Sequence))
            .SingleAsync(r => r.Number == number);
    }

    /// <summary>Subjects in the worker's inbox, in no order: the clock stands still.</summary>
    public async Task<IReadOnlyList<string>> ReadInboxSubjectsAsync()
    {
        await using var db = await Contexts.CreateDbContextAsync();
        return await db
            .InboxMessages.Where(m => m.WorkerId == Worker)
            .OrderBy(m => m.Id)
            .Select(m => m.Subject)
            .ToListAsync();
    }

    /// <summary>Everything in the worker's inbox as one text.</summary>
    public async Task<string> ReadInboxTextAsync()
    {
        await using var db = await Contexts.CreateDbContextAsync();
        return string.Join(
            "\n",
            (await db.InboxMessages.Where(m => m.WorkerId == Worker).OrderBy(m => m.Id).ToListAsync()).SelectMany(m =>
                m.Body.Prepend(m.Subject)
            )
        );
    }

    /// <summary>The payloads of mails that wait for this address.</summary>
    public async Task<IReadOnlyList<string>> FindQueuedMailsAsync(string address)
    {
        await using var db = await Contexts.CreateDbContextAsync();
        return await db
            .Outbox.Where(m => m.Kind == "mail" && m.Payload!.Contains(address))
            .Select(m => m.Payload!)
            .ToListAsync();
    }

    /// <summary>The kinds of the worker's ledger records, in the order of the alphabet.</summary>
    public async Task<IReadOnlyList<string>> ReadLedgerKindsAsync()
    {
        await using var db = await Contexts.CreateDbContextAsync();
        return
        [
            .. (await db.ReadRecordsAsync(Worker))
                .Select(r => System.Text.Json.JsonDocument.Parse(r).RootElement.GetProperty("kind").GetString()!)
                .Order(StringComparer.Ordinal),
        ];
    }
}

/// <summary>
/// Keeps mails instead of sending them, and gives out those of one worker: the sweepers also send what another bench of
/// the class left behind.
/// </summary>
public sealed class RecordingMailTransport(string worker) : IMailTransport
{
    private readonly ConcurrentQueue<(Guid Job, string To, string Subject, string Text)> _mails = [];

    /// <summary>Whether the server is down.</summary>
    public bool IsDown { get; set; }

    public IReadOnlyList<(Guid Job, string To, string Subject, string Text)> GetMailsTo(string address) =>
        [.. _mails.Where(m => m.To == address && (m.To + m.Text).Contains(worker, StringComparison.Ordinal))];

    Task IMailTransport.SendAsync(Guid job, MimeMessage message, CancellationToken ct)
    {
        if (IsDown)
            throw new SocketException();
        _mails.Enqueue((job, message.To.Mailboxes.Single().Address, message.Subject ?? "", message.TextBody ?? ""));
        return Task.CompletedTask;
    }
}
