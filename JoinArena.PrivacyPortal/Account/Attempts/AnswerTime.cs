namespace JoinArena.PrivacyPortal.Account.Attempts;

/// <summary>
/// The least time after which a form answers that does more for an address with an account than for one without. Without
/// it, the time would tell who has an account. Source: OWASP ASVS 5.0.0 6.3.8.
/// </summary>
/// <param name="Least">Longer than the work usually takes.</param>
internal sealed record AnswerTime(TimeSpan Least)
{
    public static readonly AnswerTime Default = new(TimeSpan.FromMilliseconds(500));

    /// <summary>Does the work, and returns no sooner than <see cref="Least"/> after the call.</summary>
    public Task RunAsync(Func<Task> work) => Task.WhenAll(work(), Task.Delay(Least, TimeProvider.System));
}
