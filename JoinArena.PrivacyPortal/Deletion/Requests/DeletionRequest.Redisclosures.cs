namespace JoinArena.PrivacyPortal.Deletion.Requests;

/// <content>What becomes of copies that turn up while it runs.</content>
public sealed partial class DeletionRequest
{
    /// <summary>For how long after its end something it was about is still watched for.</summary>
    public static readonly TimeSpan WatchedAfterEnd = TimeSpan.FromDays(90);

    /// <summary>Opens parts for copies that turned up while the parties are being told.</summary>
    /// <returns>The new parts.</returns>
    internal IReadOnlyList<ErasureTask> AddRedisclosures(IEnumerable<PartyHoldings> held, DateTimeOffset now)
    {
        if (State is not RequestState.InProgress)
            throw new InvalidOperationException($"A request that is {State} takes in nothing more.");
        List<ErasureTask> added = [.. held.Select(h => new ErasureTask(Id, h, now))];
        _tasks.AddRange(added);
        foreach (var task in added)
            AddEvent(RequestEventKind.RedisclosureFound, Actor.Portal, now, task);
        return added;
    }

    /// <summary>Whether a copy that went to a party then is one the party has not been asked to erase here.</summary>
    internal bool IsNotYetAskedOf(string partyId, string itemId, DateTimeOffset sentAt) =>
        !_tasks.Exists(t => t.PartyId == partyId && t.AsksFor(itemId, sentAt));
}
