using JoinArena.PrivacyPortal.Jurisdictions;

namespace JoinArena.PrivacyPortal.Tests.Jurisdictions;

/// <summary>Whether any law's period runs while a request waits for proof of identity.</summary>
public sealed class IdentityPauseTests
{
    private static readonly Jurisdiction s_germany = ReviewedRules.Shipped.FindJurisdiction("DE");

    private static readonly Law s_pausing = s_germany.Laws[0];

    /// <summary>Binds until the end of November, and its period runs on.</summary>
    private static readonly Law s_running = s_pausing with
    {
        Code = "RUNNING",
        IdentityCheck = s_pausing.IdentityCheck! with { Effect = IdentityEffect.None },
        BindingUntil = ReviewedRules.Day("2026-11-30"),
    };

    [Theory]
    [InlineData("DE", true)]
    [InlineData("GB", true)] // it starts again
    [InlineData("US-CA", false)]
    public void The_period_is_paused_where_every_law_pauses_it(string place, bool isPaused) =>
        ReviewedRules.Shipped.IsPausedForIdentity(place).ShouldBe(isPaused);

    [Theory]
    [InlineData("2026-11-30", false)]
    [InlineData("2026-12-01", true)]
    public void Only_the_laws_of_the_day_of_receipt_count(string received, bool isPaused)
    {
        var rules = new DeadlineRules([s_germany with { Laws = [s_pausing, s_running] }]);

        rules.IsPausedForIdentity(new("DE", []) { Received = ReviewedRules.NoonUtc(received) }).ShouldBe(isPaused);
    }

    [Fact]
    public void Nothing_is_paused_where_no_law_holds()
    {
        var rules = new DeadlineRules([s_germany with { Laws = [s_running] }]);

        rules.IsPausedForIdentity(new("DE", []) { Received = ReviewedRules.NoonUtc("2026-12-01") }).ShouldBeFalse();
    }
}
