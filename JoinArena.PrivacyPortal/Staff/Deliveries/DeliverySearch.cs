using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Shell.Desk.Lists;

namespace JoinArena.PrivacyPortal.Staff.Deliveries;

/// <summary>
/// Which failed deliveries are listed, and in what order. The text is a part of what the delivery is about, such as a
/// request's number, or of its fault.
/// </summary>
public sealed record DeliverySearch : DeskSearch<DeliveryOrder>
{
    /// <summary>Only deliveries of this kind.</summary>
    public DeliveryKind? Kind { get; init; }

    public override string Path => "/staff/deliveries";

    protected override IEnumerable<KeyValuePair<string, string?>> Filters => [new("kind", Kind?.ToKebabCase())];

    // The latest first, and what was tried most often first.
    protected override bool StartsDescending(DeliveryOrder order) => order is not DeliveryOrder.Kind;

    /// <summary>The search in an address. What is not understood is left out.</summary>
    public static DeliverySearch Parse(IQueryCollection query)
    {
        var search = new DeliverySearch
        {
            Kind = KebabCase.TryParse<DeliveryKind>(query["kind"], out var kind) ? kind : null,
        };
        return (DeliverySearch)search.Read(query);
    }
}

/// <summary>What can fail to be delivered. The names are those of the outbox's handlers.</summary>
public enum DeliveryKind
{
    Mail,
    AnswerDigest,
    Webhook,
    Erasure,
}

/// <summary>The orders of the list.</summary>
public enum DeliveryOrder
{
    GivenUp,
    Kind,
    Tries,
}
