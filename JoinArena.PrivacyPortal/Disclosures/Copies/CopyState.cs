namespace JoinArena.PrivacyPortal.Disclosures.Copies;

/// <summary>What has become of a copy of a worker's data at a party.</summary>
public enum CopyState
{
    /// <summary>The party has it, and nobody has asked for it to be erased.</summary>
    Held,

    /// <summary>The party has been asked to erase it and has not answered.</summary>
    Asked,

    /// <summary>The party has erased it.</summary>
    Erased,

    /// <summary>The party says that it never had it, or has it no longer.</summary>
    NothingHeld,

    /// <summary>The party keeps it on a legal ground.</summary>
    Kept,

    /// <summary>It cannot be taken back, such as what a model has learned from it.</summary>
    Irreversible,

    /// <summary>The party refused to erase it.</summary>
    Refused,

    /// <summary>JoinArena refused to ask for it.</summary>
    NotAsked,
}

/// <summary>What has become of a copy, since when, and which request brought it about.</summary>
/// <param name="At">When it was asked for or answered; null for <see cref="CopyState.Held"/>.</param>
/// <param name="Until">The last day on which it is kept.</param>
/// <param name="Request">
/// The number of the deletion request; null where there is none, and once the record of the request was erased.
/// </param>
public sealed record CopyStatus(CopyState State, DateTimeOffset? At, DateOnly? Until, string? Request)
{
    /// <summary>A copy that the party has.</summary>
    public static CopyStatus Held { get; } = new(CopyState.Held, null, null, null);

    /// <summary>True where nothing of it is left at the party.</summary>
    public bool IsGone => State is CopyState.Erased or CopyState.NothingHeld;
}

/// <summary>What a deletion request says of one item at one party.</summary>
public sealed record RequestedCopy(
    string PartyId,
    string ItemId,
    CopyState State,
    DateTimeOffset At,
    DateOnly? Until,
    string Request
)
{
    /// <summary>When the party was asked; null if it was not.</summary>
    public DateTimeOffset? AskedAt { get; init; }
}

/// <summary>Knows what deletion requests have come to. The slice of deletion implements it.</summary>
public interface IRequestedCopySource
{
    /// <summary>
    /// Every item at every party that a request of the worker has come to, except requests that are withheld from the
    /// worker.
    /// </summary>
    Task<IReadOnlyList<RequestedCopy>> ListRequestedCopiesAsync(string workerId, CancellationToken ct);
}
