using CsCheck;
using JoinArena.PrivacyPortal.Data.Outbox;

namespace JoinArena.PrivacyPortal.Tests.Data.Outbox;

/// <summary>The waits of the contract, written down a second time.</summary>
public sealed class RetryScheduleTests
{
    private static readonly TimeSpan[] s_contract =
    [
        new(0, 0, 5),
        new(0, 5, 0),
        new(0, 30, 0),
        new(2, 0, 0),
        new(5, 0, 0),
        new(10, 0, 0),
        new(14, 0, 0),
        new(20, 0, 0),
        new(24, 0, 0),
    ];

    [Fact]
    public void The_waits_are_those_of_the_contract_and_then_a_person_is_asked()
    {
        Enumerable
            .Range(1, 9)
            .Select(tries => RetrySchedule.GetDelay(tries, 0))
            .ShouldBe(s_contract.Select(w => (TimeSpan?)w));
        RetrySchedule.GetDelay(10, 0).ShouldBeNull();
        s_contract.Aggregate((a, b) => a + b).ShouldBe(new TimeSpan(75, 35, 5));
        RetrySchedule.TotalDuration.ShouldBe(new TimeSpan(75, 35, 5) * 1.1);
    }

    [Fact]
    public void Jitter_never_shortens_a_wait_and_lengthens_it_by_a_tenth_at_most() =>
        Gen.Select(Gen.Int[1, 9], Gen.Double[0, 1])
            .Sample(
                (tries, jitter) =>
                    RetrySchedule.GetDelay(tries, jitter) is { } wait
                    && wait >= s_contract[tries - 1]
                    && wait <= s_contract[tries - 1] * 1.1
            );

    [Fact]
    public void Many_jobs_that_failed_together_do_not_come_back_together()
    {
        var random = new Random(1);
        Enumerable
            .Range(0, 300)
            .Select(_ => RetrySchedule.GetDelay(3, random.NextDouble()))
            .Distinct()
            .Count()
            .ShouldBeGreaterThan(290);
    }
}
