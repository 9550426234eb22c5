using JoinArena.PrivacyPortal.Shell.Desk.Lists;

namespace JoinArena.PrivacyPortal.Disclosures.Questions;

/// <summary>
/// Which questions the privacy team lists, and in what order: open ones with the oldest first, answered ones with the
/// latest answer first. The text is a part of the name of the party that the question is about.
/// </summary>
public sealed record QuestionSearch : DeskSearch<QuestionOrder>
{
    /// <summary>True for answered questions, false for open ones.</summary>
    public bool IsAnswered { get; init; }

    public override string Path => "/staff/questions";

    // Open and answered questions are two lists.
    public override bool IsFiltered => Text is not null;

    protected override IEnumerable<KeyValuePair<string, string?>> Filters =>
        [new("answered", IsAnswered ? "true" : null)];

    protected override QuestionOrder UsualOrder => IsAnswered ? QuestionOrder.Answered : QuestionOrder.Asked;

    protected override bool StartsDescending(QuestionOrder order) => order is QuestionOrder.Answered;

    /// <summary>The search in an address. What is not understood is left out.</summary>
    public static QuestionSearch Parse(IQueryCollection query)
    {
        var search = new QuestionSearch { IsAnswered = query["answered"] == "true" };
        return (QuestionSearch)search.Read(query);
    }
}

/// <summary>The orders of the list.</summary>
public enum QuestionOrder
{
    Asked,
    Answered,

    /// <summary>By the time of the disclosure.</summary>
    Disclosed,
    Party,
}
