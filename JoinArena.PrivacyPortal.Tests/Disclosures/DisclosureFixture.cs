using JoinArena.PrivacyPortal.Acceptance;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Disclosures.Coverage;
using JoinArena.PrivacyPortal.Disclosures.Intake;
using JoinArena.PrivacyPortal.Disclosures.MyData;
using JoinArena.PrivacyPortal.Parties;
using JoinArena.PrivacyPortal.Parties.Merging;
using JoinArena.PrivacyPortal.Policies;
using JoinArena.PrivacyPortal.Tests.Parties;
using JoinArena.PrivacyPortal.Tests.Support.Databases;
using JoinArena.PrivacyPortal.Workers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;

namespace JoinArena.PrivacyPortal.Tests.Disclosures;

/// <summary>Disclosures on a database of their own, with a clock that the test moves, for tests of the team's work.</summary>
internal sealed class DisclosureFixture(TestDatabase database)
{
    private readonly string _mark = Guid.NewGuid().ToString("N")[..8];
    private int _events;

    /// <summary>What the slice moves when two parties are merged, in the order it is registered.</summary>
    public static readonly IPartyMergeParticipant[] MergeParticipants =
    [
        new DisclosureMerger(),
        new CoverageIncidentMerger(),
    ];

    public static readonly DateTimeOffset Day = new(2026, 11, 24, 10, 0, 0, TimeSpan.Zero);

    public FakeTimeProvider Clock { get; } = new(Day);

    public IDbContextFactory<PortalDbContext> Contexts => database.Contexts;

    public DisclosureQueries Queries => new(Contexts);

    public PartyRegister Parties => field ??= PartyRegisters.Create(Contexts, Clock);

    public DisclosureIntake Intake =>
        field ??= new(Contexts, new AcceptanceQueries(Contexts, PortalServices.Library), Clock);

    /// <summary>An id that no other test of the class has.</summary>
    public string UniqueId(string name) => $"{name}-{_mark}";

    public async Task<string> AddWorkerAsync(string name, bool accepted = true)
    {
        var id = UniqueId(name);
        (
            await new WorkerRegister(Contexts, Clock).AnnounceAsync(
                id,
                new($"{id}@example.com", "Ana Lopes", "PT"),
                default
            )
        ).IsSuccess.ShouldBeTrue();
        if (!accepted)
            return id;
        await using var db = await Contexts.CreateDbContextAsync();
        await db.AddAcceptanceAsync(
            new()
            {
                WorkerId = id,
                Version = "1.0",
                Language = "en",
                TextSha256 = new string('0', 64),
                AcceptedAt = Day.AddYears(-1),
            },
            default
        );
        await db.SaveChangesAsync();
        return id;
    }

    public async Task<string> AddPartyAsync(string name, string kind = "image-api")
    {
        var id = UniqueId(name);
        (await Parties.AnnounceAsync(id, new($"The {name}", kind), default)).IsSuccess.ShouldBeTrue();
        return id;
    }

    /// <summary>By default a salary sent to a maker of photos, which no clause of any version covers.</summary>
    public DisclosureReport CreateReport(
        string worker,
        string party,
        DateTimeOffset? at = null,
        string? id = null,
        Purpose purpose = Purpose.PhotoGeneration,
        DataCategory category = DataCategory.SalaryExpectation,
        string? item = null,
        params ReportedItem[] more
    ) =>
        new(
            "/evaluator",
            id ?? $"{_mark}-{Interlocked.Increment(ref _events)}",
            at ?? Clock.GetInstant().AddMinutes(-1),
            worker,
            party,
            Direction.Disclosed,
            purpose,
            [new(item ?? $"{category.ToKebabCase()}-1", category), .. more],
            null,
            null
        );

    /// <summary>Submits the reports, and expects each to be accepted.</summary>
    public async Task AcceptReportsAsync(params DisclosureReport[] reports) =>
        (await Intake.SubmitAsync(reports, default)).ShouldAllBe(outcome => outcome.Outcome == IntakeOutcome.Accepted);
}
