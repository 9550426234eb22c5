using JoinArena.PrivacyPortal.Acceptance.Uses;
using JoinArena.PrivacyPortal.Acceptance.Uses.Objections;
using JoinArena.PrivacyPortal.Policies;
using JoinArena.PrivacyPortal.Tests.Deletion;
using JoinArena.PrivacyPortal.Tests.Support.Databases;

namespace JoinArena.PrivacyPortal.Tests.Acceptance.Uses.Objections;

/// <summary>One worker who stops uses, on a database, with a clock that stands still.</summary>
internal sealed class StopFixture
{
    public const string Training = "model-improvement";
    public const string Photos = "professional-photos";

    private StopFixture(DeletionFixture bench) => Bench = bench;

    /// <summary>The worker, the clock, the inbox and the team.</summary>
    public DeletionFixture Bench { get; }

    public UseQueries Uses => Bench.GetService<UseQueries>();

    public ObjectionQueries Queries => Bench.GetService<ObjectionQueries>();

    public ObjectionService Objections => Bench.GetService<ObjectionService>();

    public static Clause TrainingClause => PortalServices.Library.Versions[0].FindClause(Training)!;

    public static async Task<StopFixture> CreateAsync(TestDatabase database, string place) =>
        new(await new DeletionFixture(database).WithWorkerAsync(place));

    /// <summary>Stops a use, and returns what the law has us weigh; null if it weighs nothing.</summary>
    public async Task<UseObjection?> StopAsync(string clause = Training, PartyKind? with = null) =>
        await Queries.FindAsync(
            Bench.Worker,
            (await ChangeAsync(UseDecisionKind.Stopped, clause, with)).Recorded!.Id,
            default
        );

    /// <summary>The kinds of party with which the use is stopped now.</summary>
    public async Task<IReadOnlyList<PartyKind>> ListStoppedAsync(string clause = Training) =>
        (await Uses.FindUseAsync(Bench.Worker, clause, default))!.Stopped;

    public Task<UseResult> ResumeAsync(string clause = Training, PartyKind? with = null) =>
        ChangeAsync(UseDecisionKind.Resumed, clause, with);

    private async Task<UseResult> ChangeAsync(UseDecisionKind kind, string clause, PartyKind? with) =>
        (
            await Bench
                .GetService<UseService>()
                .ChangeAsync(
                    Bench.Worker,
                    new(kind, clause, with, "en", new("192.0.2.7", "Firefox", null, "pwd")),
                    default
                )
        ).Value!;
}
