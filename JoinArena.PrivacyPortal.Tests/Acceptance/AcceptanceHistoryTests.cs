using CsCheck;
using JoinArena.PrivacyPortal.Acceptance;
using JoinArena.PrivacyPortal.Acceptance.Uses;
using JoinArena.PrivacyPortal.Policies;
using JoinArena.PrivacyPortal.Tests.Policies;
using JoinArena.PrivacyPortal.Tests.Policies.Comparing;

namespace JoinArena.PrivacyPortal.Tests.Acceptance;

/// <summary>Which version somebody had accepted at an instant: the other half of what every disclosure is judged by.</summary>
public sealed class AcceptanceHistoryTests
{
    private static readonly DateTimeOffset s_first = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset s_second = s_first.AddMonths(2);

    private readonly PolicyLibrary _library = PolicyLibrary.Load(TemporaryPolicies.Shipped);

    public AcceptanceHistoryTests() => Publish("1.0", "2.0");

    [Fact]
    public void An_acceptance_counts_from_its_very_instant_and_not_before()
    {
        var accepted = Accept(("ana", "1.0", s_first));

        accepted.FindAcceptedAt("ana", s_first.AddTicks(-1)).ShouldBeNull();
        accepted.FindAcceptedAt("ana", s_first)!.Name.ShouldBe("1.0");
        accepted.FindAcceptedAt("ana", s_first.AddYears(9))!.Name.ShouldBe("1.0");
    }

    [Fact]
    public void A_later_acceptance_says_nothing_about_the_time_before_it()
    {
        var accepted = Accept(("ana", "2.0", s_second), ("ana", "1.0", s_first));

        accepted.FindAcceptedAt("ana", s_second.AddTicks(-1))!.Name.ShouldBe("1.0");
        accepted.FindAcceptedAt("ana", s_second)!.Name.ShouldBe("2.0");
    }

    [Fact]
    public void No_one_accepts_for_another_worker()
    {
        var accepted = Accept(("ana", "2.0", s_second), ("jonas", "1.0", s_first));

        accepted.FindAcceptedAt("ana", s_second.AddTicks(-1)).ShouldBeNull();
        accepted.FindAcceptedAt("jonas", s_second)!.Name.ShouldBe("1.0");
        accepted.FindAcceptedAt("Ana", s_second).ShouldBeNull();
        accepted.FindAcceptedAt("mia", s_second).ShouldBeNull();
    }

    [Fact]
    public void A_version_whose_text_is_gone_leaves_the_one_accepted_before_it()
    {
        var accepted = Accept(("ana", "3.0", s_second.AddDays(1)), ("ana", "2.0", s_second), ("ana", "1.0", s_first));

        accepted.FindAcceptedAt("ana", s_second.AddDays(1))!.Name.ShouldBe("2.0");
        Publish("1.0");
        accepted.FindAcceptedAt("ana", s_second.AddDays(1))!.Name.ShouldBe("1.0");
        Publish("4.0");
        accepted.FindAcceptedAt("ana", s_second.AddDays(1)).ShouldBeNull();
    }

    [Fact]
    public void A_stop_counts_from_its_instant_until_it_is_taken_back_and_for_that_worker_alone()
    {
        var history = Accept(("ana", "1.0", s_first.AddDays(-1)));
        history.Add("ana", new("a", null, UseDecisionKind.Resumed, s_second));
        history.Add("ana", new("a", null, UseDecisionKind.Stopped, s_first));

        IsStopped(history, "ana", s_first.AddTicks(-1)).ShouldBeFalse();
        IsStopped(history, "ana", s_first).ShouldBeTrue();
        IsStopped(history, "ana", s_second.AddTicks(-1)).ShouldBeTrue();
        IsStopped(history, "ana", s_second).ShouldBeFalse();
        IsStopped(history, "jonas", s_first).ShouldBeFalse();
        history.GetAllowedAt("ana", s_first).Accepted!.Name.ShouldBe("1.0");
    }

    [Fact]
    public void A_stop_is_about_the_version_that_was_accepted_and_else_about_the_one_in_force()
    {
        var rule = PolicyVersionBuilder.CreateCoverageRule(
            PartyKind.LlmProvider,
            Purpose.CandidateEvaluation,
            DataCategory.Resume
        );
        var first = PolicyVersionBuilder.Create(
            "1.0",
            [(PolicyVersionBuilder.CreateClause("a", rule), "may be sent.")]
        );
        var second = PolicyVersionBuilder.Create("2.0", ("b", "may be sent."));
        // Other files than before: of the same ones the library keeps what it has read.
        _library.Replace(new PolicySet([first with { Digest = "1" }, second with { Digest = "2" }], "two"));
        var inForce = _library.Find("2.0")!.Effective;
        var history = Accept(("ana", "1.0", s_first));
        foreach (var worker in new[] { "ana", "jonas" })
            history.Add(worker, new("a", null, UseDecisionKind.Stopped, s_first));

        Includes("ana", inForce).ShouldBeTrue("the worker accepted 1.0, and nothing later");
        Includes("jonas", inForce.AddTicks(-1)).ShouldBeTrue("1.0 was in force");
        Includes("jonas", inForce).ShouldBeFalse("2.0 has no such use");

        bool Includes(string worker, DateTimeOffset at) =>
            history
                .GetAllowedAt(worker, at)
                .Stopped.Includes(
                    DataCategory.Resume,
                    PartyKind.LlmProvider,
                    Purpose.CandidateEvaluation,
                    Direction.Disclosed
                );
    }

    [Fact]
    public void The_last_known_version_up_to_the_instant_counts_in_any_history() =>
        Gen.Select(Gen.OneOf("ana", "jonas"), Gen.OneOf("1.0", "2.0", "3.0"), Gen.Int[0, 40])
            .Array[0, 8]
            .Select(Gen.Int[-1, 41])
            .Sample(
                (history, minute) =>
                {
                    // No two at the same instant: which of them is the later one would be chance.
                    var rows = history.DistinctBy(h => h.Item3).OrderByDescending(h => h.Item3).ToList();
                    var accepted = Accept([.. rows.Select(h => (h.Item1, h.Item2, s_first.AddMinutes(h.Item3)))]);
                    var expected = rows.Where(h => h.Item1 == "ana" && h.Item2 != "3.0" && h.Item3 <= minute)
                        .Select(h => h.Item2)
                        .FirstOrDefault();

                    accepted.FindAcceptedAt("ana", s_first.AddMinutes(minute))?.Name.ShouldBe(expected);
                    (accepted.FindAcceptedAt("ana", s_first.AddMinutes(minute)) is null).ShouldBe(expected is null);
                },
                iter: 1_000
            );

    private static bool IsStopped(AcceptanceHistory history, string worker, DateTimeOffset at) =>
        history.GetAllowedAt(worker, at).Stopped.FindStop("a", PartyKind.LlmProvider) is not null;

    /// <param name="history">Latest first, as it is read.</param>
    private AcceptanceHistory Accept(params (string Worker, string Version, DateTimeOffset At)[] history)
    {
        var accepted = new AcceptanceHistory(_library);
        foreach (var (worker, version, at) in history)
            accepted.Add(worker, version, at);
        return accepted;
    }

    private void Publish(params string[] versions) =>
        _library.Replace(
            new PolicySet(
                [.. versions.Select(v => PolicyVersionBuilder.Create(v, ("a", "may be sent.")))],
                string.Join(' ', versions)
            )
        );
}
