namespace JoinArena.PrivacyPortal.Data.Outbox;

/// <summary>A job that was given up.</summary>
/// <param name="Kind">What does it.</param>
/// <param name="About">The page that shows what it is about.</param>
/// <param name="LastFault">The last fault, in a word.</param>
public sealed record DeadLetter(
    Guid Id,
    string Kind,
    string? About,
    DateTimeOffset CreatedAt,
    DateTimeOffset GivenUpAt,
    int Tries,
    string LastFault
);
