using JoinArena.PrivacyPortal.Acceptance;
using JoinArena.PrivacyPortal.Data.BackgroundJobs;
using JoinArena.PrivacyPortal.Disclosures.Digests;
using JoinArena.PrivacyPortal.Disclosures.Intake;
using JoinArena.PrivacyPortal.Notifications;
using JoinArena.PrivacyPortal.Policies;
using JoinArena.PrivacyPortal.Tests.Parties;
using JoinArena.PrivacyPortal.Tests.Support;
using JoinArena.PrivacyPortal.Tests.Support.Databases;
using JoinArena.PrivacyPortal.Workers;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Time.Testing;

namespace JoinArena.PrivacyPortal.Tests.Disclosures.Digests;

/// <summary>A worker in São Paulo, five parties, and the jobs that write to the worker.</summary>
public abstract class DigestTestBase : IAsyncLifetime
{
    protected FakeTimeProvider Clock { get; } = new(At("2026-11-20T10:00:00Z"));
    protected TestDatabase Database { get; }
    protected DisclosureIntake Intake { get; }
    protected DigestPreferenceService Preferences { get; }
    protected DigestEmails Emails { get; }
    protected string Worker { get; } = $"w-{Guid.NewGuid():N}";
    protected SetAsideRows SetAside { get; }

    protected DigestTestBase(TestDatabase database)
    {
        var links = new DigestLinks(new EphemeralDataProtectionProvider());
        Database = database;
        SetAside = database.Contexts.CreateSetAside(Clock);
        Intake = new(database.Contexts, new AcceptanceQueries(database.Contexts, PortalServices.Library), Clock);
        Preferences = new(database.Contexts, links, Clock);
        Emails = new(TestLocalizer.English, links, Clock);
    }

    public async Task InitializeAsync()
    {
        (
            await new WorkerRegister(Database.Contexts, Clock).AnnounceAsync(
                Worker,
                new($"{Worker}@example.com", "Ana", "BR", "en", "America/Sao_Paulo"),
                default
            )
        ).IsSuccess.ShouldBeTrue();
        var parties = PartyRegisters.Create(Database.Contexts, Clock);
        foreach (
            var (id, name, kind) in new[]
            {
                ("d-llm", "Parley AI", "llm-provider"),
                ("d-llm-2", "Lumen Eval", "llm-provider"),
                ("d-hiring", "Northwind", "hiring-company"),
                ("d-own", "Platform", "joinarena-system"),
                ("d-site", "Devfolio", "external-source"),
            }
        )
        {
            (await parties.AnnounceAsync(id, new(name, kind), default)).IsSuccess.ShouldBeTrue();
        }
    }

    public async Task DisposeAsync() => await Intake.DisposeAsync();

    protected static DateTimeOffset At(string instant) =>
        DateTimeOffset.Parse(instant, System.Globalization.CultureInfo.InvariantCulture);

    protected MonthlyDigestJob Monthly() =>
        new(Database.Contexts, Emails, new ConfigurationBuilder().Build(), Clock, SetAside);

    protected NewRecipientKindJob NewKinds() =>
        new(Database.Contexts, Emails, new ConfigurationBuilder().Build(), Clock, SetAside);

    protected async Task TakeAsync(string party, params string[] times) =>
        (await Intake.SubmitAsync([.. times.Select(t => Report(party, At(t)))], default)).ShouldAllBe(o =>
            o.Outcome == IntakeOutcome.Accepted
        );

    protected DisclosureReport Report(string party, DateTimeOffset at) =>
        new(
            "/evaluator",
            Guid.NewGuid().ToString(),
            at,
            Worker,
            party,
            Direction.Disclosed,
            Purpose.CandidateEvaluation,
            [new("item-secret", DataCategory.Transcript)],
            "int-1",
            null
        );

    protected async Task<List<InboxMessage>> LettersAsync()
    {
        await using var db = await Database.Contexts.CreateDbContextAsync();
        return await db.InboxMessages.Where(m => m.WorkerId == Worker).OrderBy(m => m.At).ToListAsync();
    }
}
