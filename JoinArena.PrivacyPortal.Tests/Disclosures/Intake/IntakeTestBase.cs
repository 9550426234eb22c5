using JoinArena.PrivacyPortal.Acceptance;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Disclosures.Intake;
using JoinArena.PrivacyPortal.Disclosures.MyData;
using JoinArena.PrivacyPortal.Policies;
using JoinArena.PrivacyPortal.Tests.Parties;
using JoinArena.PrivacyPortal.Tests.Support.Databases;
using JoinArena.PrivacyPortal.Workers;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Tests.Disclosures.Intake;

/// <summary>One worker, a party of each kind, the shipped policies, and reports that name them.</summary>
public abstract class IntakeTestBase(TestDatabase database)
{
    protected static DateTimeOffset Day { get; } = new(2026, 3, 3, 10, 0, 0, TimeSpan.Zero);

    protected static PolicyLibrary Library => PortalServices.Library;

    protected TestDatabase Database { get; } = database;

    protected DisclosureIntake Intake { get; } =
        new(database.Contexts, new AcceptanceQueries(database.Contexts, Library), TimeProvider.System);

    protected DisclosureQueries Queries { get; } = new(database.Contexts);

    protected string Worker { get; private set; } = CreateWorkerId();

    protected string Party(string kind) => $"{Worker}-{kind}";

    protected DisclosureReport Report(string id, DateTimeOffset? at = null) =>
        new(
            "/evaluator",
            $"{Worker}-{id}",
            at ?? Day,
            Worker,
            Party("llm-provider"),
            Direction.Disclosed,
            Purpose.CandidateEvaluation,
            [new("rec-1", DataCategory.InterviewRecording)],
            "int-1",
            null
        );

    protected DisclosureReport Correction(string id, string of, DateTimeOffset at, string party = "llm-provider") =>
        Report(id) with
        {
            PartyId = Party(party),
            Amends = new(new("/evaluator", $"{Worker}-{of}"), at, "It went elsewhere."),
        };

    protected Retraction Retraction(string id, string of, DateTimeOffset at) =>
        new("/evaluator", $"{Worker}-{id}", Worker)
        {
            Amends = new(new("/evaluator", $"{Worker}-{of}"), at, "It never happened."),
        };

    /// <summary>Announces the worker and the parties; the worker accepts the policy if a time is given.</summary>
    protected async Task ArrangeAsync(DateTimeOffset? acceptedAt = null)
    {
        (
            await new WorkerRegister(Database.Contexts, TimeProvider.System).AnnounceAsync(
                Worker,
                new($"{Worker}@example.com", "Ana", "PT"),
                default
            )
        ).IsSuccess.ShouldBeTrue();
        var parties = PartyRegisters.Create(Database.Contexts, TimeProvider.System);
        foreach (var kind in new[] { "llm-provider", "image-api", "hiring-company" })
            (await parties.AnnounceAsync(Party(kind), new($"A {kind}", kind), default)).IsSuccess.ShouldBeTrue();
        if (acceptedAt is { } at)
            await AcceptAsync(Database.Contexts, at);
    }

    /// <summary>The same for a worker of whom nothing is known yet.</summary>
    protected Task ArrangeNewWorkerAsync(DateTimeOffset? acceptedAt = null)
    {
        Worker = CreateWorkerId();
        return ArrangeAsync(acceptedAt);
    }

    protected async Task AcceptAsync(IDbContextFactory<PortalDbContext> contexts, DateTimeOffset at)
    {
        await using var db = await contexts.CreateDbContextAsync();
        await db.AddAcceptanceAsync(
            new()
            {
                WorkerId = Worker,
                Version = "1.0",
                Language = "en",
                TextSha256 = new string('0', 64),
                AcceptedAt = at,
            },
            default
        );
        await db.SaveChangesAsync();
    }

    private static string CreateWorkerId() => $"w-{Guid.NewGuid():N}";
}
