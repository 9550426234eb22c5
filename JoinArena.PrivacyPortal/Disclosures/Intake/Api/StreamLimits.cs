namespace JoinArena.PrivacyPortal.Disclosures.Intake.Api;

/// <summary>What a caller of a stream may do before the portal ends it.</summary>
/// <param name="MaxWaitingAnswers">
/// How many bytes of answers may wait for a caller who sends without reading. A caller who sends a whole file before
/// reading has room for some 300,000 lines.
/// </param>
/// <param name="Stall">How long answers may wait while the caller neither reads nor sends.</param>
/// <param name="Idle">How long a stream may stay open without an event.</param>
internal sealed record StreamLimits(long MaxWaitingAnswers, TimeSpan Stall, TimeSpan Idle)
{
    public static readonly StreamLimits Default = new(
        32 * 1024 * 1024,
        TimeSpan.FromMinutes(1),
        TimeSpan.FromMinutes(10)
    );
}
