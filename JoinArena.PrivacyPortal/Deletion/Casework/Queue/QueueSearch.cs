using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Shell.Desk.Lists;

namespace JoinArena.PrivacyPortal.Deletion.Casework.Queue;

/// <summary>
/// Which requests the queue lists, and in what order. The text is a part of the request's number or of its place's ISO 3166
/// code.
/// </summary>
public sealed record QueueSearch : DeskSearch<QueueOrder>
{
    public QueueView View { get; init; }

    public override string Path => "/staff/requests";

    protected override IEnumerable<KeyValuePair<string, string?>> Filters =>
        [new("view", View is QueueView.Open ? null : View.ToKebabCase())];

    protected override QueueOrder UsualOrder => View is QueueView.Ended ? QueueOrder.Ended : QueueOrder.Due;

    protected override bool StartsDescending(QueueOrder order) => order is QueueOrder.Ended;

    /// <summary>The search in an address. What is not understood is left out.</summary>
    public static QueueSearch Parse(IQueryCollection query)
    {
        // Two views also have an address of their own, which a bookmark may hold.
        var usual =
            query["unanswered"] == "true" ? QueueView.Unanswered
            : query["ended"] == "true" ? QueueView.Ended
            : QueueView.Open;
        var search = new QueueSearch
        {
            View = KebabCase.TryParse<QueueView>(query["view"], out var view) ? view : usual,
        };
        return (QueueSearch)search.Read(query);
    }
}

/// <summary>The orders of the queue.</summary>
public enum QueueOrder
{
    /// <summary>By deadline.</summary>
    Due,

    /// <summary>By the end of the request.</summary>
    Ended,
    Number,
    Place,

    /// <summary>By the officer it is assigned to.</summary>
    Owner,
}
