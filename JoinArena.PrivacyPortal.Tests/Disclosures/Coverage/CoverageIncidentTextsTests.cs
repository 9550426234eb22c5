using JoinArena.PrivacyPortal.Disclosures.Coverage;
using JoinArena.PrivacyPortal.Tests.Support;

namespace JoinArena.PrivacyPortal.Tests.Disclosures.Coverage;

/// <summary>What the team reads of everything that is open.</summary>
public sealed class CoverageIncidentTextsTests
{
    [Theory]
    [InlineData(0, 0, 0, "Nothing is open that broke the policy or a stop.")]
    [InlineData(1, 1, 0, "1 group of disclosures broke the policy that workers had accepted.")]
    [InlineData(9, 9, 0, "9 groups of disclosures broke the policy that workers had accepted.")]
    [InlineData(1, 0, 1, "1 group of disclosures broke a stop that workers had set.")]
    [InlineData(2, 0, 2, "2 groups of disclosures broke a stop that workers had set.")]
    [InlineData(1, 1, 1, "1 group of disclosures broke the policy that workers had accepted, and a stop they had set.")]
    [InlineData(
        9,
        8,
        2,
        "9 groups of disclosures broke the policy that workers had accepted (8 of them) or a stop they had set (2)."
    )]
    public void A_line_says_whether_the_policy_or_a_stop_was_broken(int all, int policy, int stop, string line) =>
        TestLocalizer
            .English.Describe(new OpenIncidents(new(all, 0), new(0, 0)) { AgainstPolicy = policy, AgainstStop = stop })
            .ShouldBe(line);
}
