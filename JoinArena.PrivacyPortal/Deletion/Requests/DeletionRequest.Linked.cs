namespace JoinArena.PrivacyPortal.Deletion.Requests;

/// <content>How it stands to an earlier request.</content>
public sealed partial class DeletionRequest
{
    /// <summary>
    /// The earlier request it replaces or adds to. It may be gone: a request is forgotten when its own time has come.
    /// </summary>
    public Guid? LinkedToId { get; private set; }

    /// <summary>Which of the two.</summary>
    public RequestLink? Link { get; private set; }

    /// <summary>
    /// What a later request can be to this one now; null where it is none's to change: a draft, withdrawn, or never
    /// confirmed.
    /// </summary>
    public RequestLink? AllowedLink =>
        State switch
        {
            RequestState.Confirmed or RequestState.InProgress => CanWithdraw
                ? RequestLink.Replaces
                : RequestLink.AddsTo,
            RequestState.Completed or RequestState.PartlyCompleted or RequestState.Refused => RequestLink.AddsTo,
            RequestState.Submitted or RequestState.Withdrawn or RequestState.Expired => null,
        };

    /// <summary>Says what it is to an earlier one, before it is confirmed; null for nothing.</summary>
    internal void LinkTo(DeletionRequest? earlier)
    {
        if (State is not RequestState.Submitted)
            throw new InvalidOperationException($"What a request that is {State} is to others stands.");
        (LinkedToId, Link) = (earlier?.AllowedLink is null ? null : earlier.Id, earlier?.AllowedLink);
        Revision++;
    }

    /// <summary>The worker asks for something else instead, and nobody has been told.</summary>
    /// <exception cref="InvalidOperationException">A party has been told, or it is over.</exception>
    internal void WithdrawInFavourOf(DeletionRequest later, DateTimeOffset now)
    {
        if (later.LinkedToId != Id || later.Link is not RequestLink.Replaces)
            throw new InvalidOperationException("It gives way only to the one that replaces it.");
        Withdraw(now);
    }
}
