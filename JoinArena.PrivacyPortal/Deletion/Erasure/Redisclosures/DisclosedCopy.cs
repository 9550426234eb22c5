using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Deletion.Requests.Scope;
using JoinArena.PrivacyPortal.Disclosures;

namespace JoinArena.PrivacyPortal.Deletion.Erasure.Redisclosures;

/// <summary>A disclosure that contains data within the scope of a request.</summary>
/// <param name="Holdings">What the party holds within the scope.</param>
/// <param name="ItemIds">The items of the disclosure that are under erasure.</param>
internal sealed record DisclosedCopy(Disclosure Disclosure, PartyHoldings Holdings, IReadOnlyList<string> ItemIds)
{
    public string PartyId => Disclosure.PartyId;

    public DateTimeOffset SentAt => Disclosure.Time;

    /// <summary>The copies among some disclosures, in the same order.</summary>
    public static List<DisclosedCopy> FindAll(
        DeletionRequest request,
        IReadOnlyList<Disclosure> disclosures,
        IReadOnlyList<PartyHoldings> holdings
    )
    {
        // Before the request starts it has no tasks: then everything within the scope is under erasure.
        var itemsUnderErasure = request.State is RequestState.Confirmed ? null : FindItemsUnderErasure(request);
        var copies = new List<DisclosedCopy>();
        foreach (var disclosure in disclosures)
        {
            var held = holdings.FirstOrDefault(h => h.PartyId == disclosure.PartyId);
            if (held is null)
                continue;
            List<string> itemIds =
            [
                .. disclosure
                    .Items.Select(i => i.ItemId)
                    .Where(id => held.Items.Any(i => i.ItemId == id) && itemsUnderErasure?.Contains(id) != false),
            ];
            if (itemIds.Count > 0)
                copies.Add(new(disclosure, held, itemIds));
        }

        return copies;
    }

    /// <summary>The items that some task of the request asks a party to erase.</summary>
    public static HashSet<string> FindItemsUnderErasure(DeletionRequest request) =>
        request.Tasks.SelectMany(t => t.Items).Select(i => i.ItemId).ToHashSet(StringComparer.Ordinal);

    /// <summary>The items that no task asks the party to erase, because it was sent them again after that task.</summary>
    public IEnumerable<string> FindItemsToAskFor(DeletionRequest request) =>
        ItemIds.Where(id => !request.AsksFor(PartyId, id, SentAt));

    public Redisclosure ToRedisclosure(DeletionRequest request, RedisclosureAction action, DateTimeOffset now) =>
        new()
        {
            RequestId = request.Id,
            DisclosureId = Disclosure.Id,
            PartyId = PartyId,
            PartyName = Holdings.Name,
            SentAt = SentAt,
            FoundAt = now,
            IsAfterRequest = SentAt > request.ConfirmedAt,
            Action = action,
        };
}
