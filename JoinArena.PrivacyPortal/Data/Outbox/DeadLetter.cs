namespace JoinArena.PrivacyPortal.Data.Outbox;

/// <summary>A job that was given up.</summary>
/// <param name="Kind">The kind of the job's handler.</param>
/// <param name="About">The path of the page that shows what the job is about; null if there is none.</param>
/// <param name="LastFault">The kind of the last fault.</param>
public sealed record DeadLetter(
    Guid Id,
    string Kind,
    string? About,
    DateTimeOffset CreatedAt,
    DateTimeOffset GivenUpAt,
    int Tries,
    string LastFault
);
