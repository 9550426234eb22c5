namespace JoinArena.PrivacyPortal.Data.Outbox;

/// <summary>
/// What a handler throws when it knows more about a failure than that there was one. Any other exception is a try that
/// failed, repeated on schedule.
/// </summary>
public sealed class OutboxHandlerException : Exception
{
    private OutboxHandlerException(string kind)
        : base(kind) => Kind = kind;

    /// <summary>What went wrong, in one kebab-case word that quotes nobody, such as <c>http-503</c>.</summary>
    public string Kind { get; }

    /// <summary>Not again before this instant, whatever the schedule says.</summary>
    public DateTimeOffset? NotBefore { get; private init; }

    /// <summary>
    /// Nothing was tried, so the wait does not count as a failure; it ends when the schedule as a whole has run out.
    /// </summary>
    public bool IsPostponed { get; private init; }

    /// <summary>Trying again is no use: a person must look.</summary>
    public bool IsFinal { get; private init; }

    /// <summary>It failed; it is tried again on schedule, and not before <paramref name="notBefore"/>.</summary>
    public static OutboxHandlerException Failed(string kind, DateTimeOffset? notBefore = null) =>
        new(kind) { NotBefore = notBefore };

    /// <summary>It was not tried; it is due again at <paramref name="until"/>.</summary>
    public static OutboxHandlerException Postponed(string kind, DateTimeOffset until) =>
        new(kind) { NotBefore = until, IsPostponed = true };

    /// <summary>It is given up now.</summary>
    public static OutboxHandlerException Final(string kind) => new(kind) { IsFinal = true };
}
