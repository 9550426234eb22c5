namespace JoinArena.PrivacyPortal.Data.Outbox;

/// <summary>
/// Thrown by a handler that knows what a failure means for the job. After any other exception the job is tried again on
/// schedule.
/// </summary>
public sealed class OutboxHandlerException : Exception
{
    private OutboxHandlerException(string kind)
        : base(kind) => Kind = kind;

    /// <summary>What went wrong, as a kebab-case word without personal data, such as <c>http-503</c>.</summary>
    public string Kind { get; }

    /// <summary>The job is not tried again before this instant, even if the schedule says so.</summary>
    public DateTimeOffset? NotBefore { get; private init; }

    /// <summary>
    /// The job was not tried, so this does not count as a failure. A job can be postponed until the whole schedule has
    /// run out.
    /// </summary>
    public bool IsPostponed { get; private init; }

    /// <summary>Another try would not help: the job is given up and a person must look at it.</summary>
    public bool IsFinal { get; private init; }

    /// <summary>The job failed. It is tried again on schedule, but not before <paramref name="notBefore"/>.</summary>
    public static OutboxHandlerException Failed(string kind, DateTimeOffset? notBefore = null) =>
        new(kind) { NotBefore = notBefore };

    /// <summary>The job was not tried. It is due again at <paramref name="until"/>.</summary>
    public static OutboxHandlerException Postponed(string kind, DateTimeOffset until) =>
        new(kind) { NotBefore = until, IsPostponed = true };

    /// <summary>The job is given up now.</summary>
    public static OutboxHandlerException Final(string kind) => new(kind) { IsFinal = true };
}
