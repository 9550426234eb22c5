using JoinArena.PrivacyPortal.Acceptance.Uses;
using JoinArena.PrivacyPortal.Disclosures;
using JoinArena.PrivacyPortal.Disclosures.Coverage;
using JoinArena.PrivacyPortal.Policies;

namespace JoinArena.PrivacyPortal.Tests.Acceptance.Uses;

/// <summary>Which uses are stopped, and what that means for a disclosure: pure decisions, no database.</summary>
public sealed class StoppedUsesTests
{
    private const string Training = "model-improvement";
    private const string Photos = "professional-photos";

    private static readonly DateTimeOffset s_day = new(2026, 11, 24, 10, 0, 0, TimeSpan.Zero);

    private static readonly PolicySet s_policies = PolicyLibrary
        .Load(Path.Combine(AppContext.BaseDirectory, "policies"))
        .Snapshot;

    [Fact]
    public void The_last_choice_about_a_use_counts()
    {
        Stopped(Stop(Training)).FindStop(Training, PartyKind.ModelTraining).ShouldNotBeNull();
        Stopped(Resume(Training), Stop(Training)).FindStop(Training, PartyKind.ModelTraining).ShouldBeNull();
        Stopped(Stop(Training), Resume(Training), Stop(Training))
            .FindStop(Training, PartyKind.ModelTraining)
            .ShouldNotBeNull();
        Stopped(Stop(Training)).FindStop(Photos, PartyKind.ImageApi).ShouldBeNull();
    }

    [Fact]
    public void A_stop_that_was_denied_counts_until_the_instant_of_the_answer()
    {
        var denied = Stop(Training) with { DeniedAt = s_day.AddDays(7) };

        Stopped(denied.AsOf(s_day.AddDays(6))).FindStop(Training, PartyKind.ModelTraining).ShouldNotBeNull();
        Stopped(denied.AsOf(s_day.AddDays(7))).FindStop(Training, PartyKind.ModelTraining).ShouldBeNull();
        Stopped(denied.AsOf(s_day.AddDays(8))).FindStop(Training, PartyKind.ModelTraining).ShouldBeNull();
        Stopped(denied).FindLastChoice(Training, PartyKind.ModelTraining).ShouldBe(denied);
        Stopped(denied).FindLastChoice(Photos, PartyKind.ImageApi).ShouldBeNull();
    }

    [Fact]
    public void Where_there_is_no_version_nothing_is_stopped() =>
        new StoppedUses(null, [Stop(Training)], s_policies.Succession)
            .Includes(DataCategory.Resume, PartyKind.ModelTraining, Purpose.ModelImprovement, Direction.Disclosed)
            .ShouldBeFalse();

    [Fact]
    public void A_stop_for_one_kind_of_party_leaves_the_others()
    {
        var stopped = Stopped(Stop(Photos, PartyKind.ImageApi));

        stopped.FindStop(Photos, PartyKind.ImageApi).ShouldNotBeNull();
        stopped.FindStop(Photos, PartyKind.HiringCompany).ShouldBeNull();
        // Allowed again for one kind after a stop of all: that kind only.
        var rest = Stopped(Resume(Photos, PartyKind.ImageApi), Stop(Photos));
        rest.FindStop(Photos, PartyKind.ImageApi).ShouldBeNull();
        rest.FindStop(Photos, PartyKind.HiringCompany).ShouldNotBeNull();
    }

    [Fact]
    public void A_stop_follows_its_clause_into_the_clause_that_carries_it_on_and_back_but_not_to_a_sister()
    {
        Clause[] first = [CreateClause("a"), CreateClause("b")];
        Clause[] second = [CreateClause("c", "a", "b")];
        Clause[] third = [CreateClause("d", "c")];
        var succession = new ClauseSuccession([
            CreateVersion("1.0", first),
            CreateVersion("2.0", second),
            CreateVersion("3.0", third),
        ]);

        succession.AreRelated("a", "d").ShouldBeTrue();
        succession.AreRelated("d", "b").ShouldBeTrue();
        succession.AreRelated("a", "b").ShouldBeFalse();
    }

    [Fact]
    public void A_stopped_item_is_against_the_stop_and_the_others_keep_their_clause()
    {
        var assessment = Assess(
            Stopped(Stop(Photos, PartyKind.ImageApi)),
            PartyKind.ImageApi,
            Purpose.PhotoGeneration,
            DataCategory.InterviewImage
        );
        (assessment.Status, assessment.Version).ShouldBe((CoverageStatus.AgainstStop, "1.0"));
        assessment.Clauses.ShouldBe([null]);

        Assess(
            Stopped(Stop(Photos, PartyKind.ImageApi)),
            PartyKind.HiringCompany,
            Purpose.Hiring,
            DataCategory.GeneratedPhoto
        )
            .Status.ShouldBe(CoverageStatus.Covered);
    }

    [Fact]
    public void A_worker_who_has_accepted_nothing_can_stop_a_use_too()
    {
        var version = s_policies.Versions[0];
        var stopped = new StoppedUses(version, [Stop(Training)], s_policies.Succession);

        CoverageAssessment
            .Assess(
                new(null, stopped),
                PartyKind.ModelTraining,
                Purpose.ModelImprovement,
                Direction.Disclosed,
                [DataCategory.Resume]
            )
            .ShouldSatisfyAllConditions(
                a => a.Status.ShouldBe(CoverageStatus.AgainstStop),
                a => a.Version.ShouldBeNull()
            );
        CoverageAssessment
            .Assess(
                new(null, stopped),
                PartyKind.HiringCompany,
                Purpose.Hiring,
                Direction.Disclosed,
                [DataCategory.Resume]
            )
            .Status.ShouldBe(CoverageStatus.NothingAccepted);
    }

    [Fact]
    public void Another_clause_that_allows_the_same_is_no_way_around_a_stop()
    {
        var version = CreateVersion("1.0", [CreateClause("a"), CreateClause("b")]);
        var stopped = new StoppedUses(version, [Stop("b")], new([version]));

        stopped
            .Includes(DataCategory.Resume, PartyKind.HiringCompany, Purpose.Hiring, Direction.Disclosed)
            .ShouldBeTrue();
        stopped
            .Includes(DataCategory.Resume, PartyKind.HiringCompany, Purpose.Hiring, Direction.Collected)
            .ShouldBeFalse();
    }

    private static StoppedUses Stopped(params UseChoice[] latestFirst) =>
        new(s_policies.Versions[0], latestFirst, s_policies.Succession);

    private static UseChoice Stop(string clause, PartyKind? recipient = null) =>
        new(clause, recipient, UseDecisionKind.Stopped, s_day);

    private static UseChoice Resume(string clause, PartyKind? recipient = null) =>
        new(clause, recipient, UseDecisionKind.Resumed, s_day);

    private static CoverageAssessment Assess(StoppedUses stopped, PartyKind with, Purpose purpose, DataCategory item) =>
        CoverageAssessment.Assess(new(s_policies.Versions[0], stopped), with, purpose, Direction.Disclosed, [item]);

    private static Clause CreateClause(string id, params string[] replaces) =>
        new(
            id,
            [
                new(
                    new HashSet<DataCategory> { DataCategory.Resume },
                    new HashSet<PartyKind> { PartyKind.HiringCompany },
                    new HashSet<Purpose> { Purpose.Hiring },
                    Direction.Disclosed
                ),
            ],
            new Dictionary<string, ClauseText>(StringComparer.Ordinal)
        )
        {
            Replaces = replaces,
        };

    private static PolicyVersion CreateVersion(string name, IReadOnlyList<Clause> clauses) =>
        new()
        {
            Number = VersionNumber.TryParse(name, out var number) ? number : default,
            Published = s_day,
            Effective = s_day,
            Change = ChangeKind.Material,
            Reviewed = true,
            Summary = new Dictionary<string, string>(StringComparer.Ordinal),
            Clauses = clauses,
            Texts = new Dictionary<string, PolicyText>(StringComparer.Ordinal),
        };
}
