using System.Text.RegularExpressions;
using JoinArena.PrivacyPortal.Jurisdictions;

namespace JoinArena.PrivacyPortal.Tests.Jurisdictions;

/// <summary>A ground's words speak to the one who reads them.</summary>
public sealed partial class GroundWordsTests
{
    private static readonly IReadOnlyList<Ground> s_grounds =
    [
        .. ReviewedRules
            .Shipped.All.SelectMany(place => ReviewedRules.Shipped.FindHoldingLaws(place.Code))
            .SelectMany(holding => holding.Law.Grounds)
            .DistinctBy(ground => ground.Code),
    ];

    [Fact]
    public void A_party_does_not_read_the_words_for_the_worker()
    {
        s_grounds.ShouldNotBeEmpty();
        s_grounds
            .Where(g => g.PartyText == g.Text && SpeaksToWorker().IsMatch(g.Text))
            .Select(g => g.Code)
            .ShouldBeEmpty();
        s_grounds.Where(g => SpeaksOfParty().IsMatch(g.PartyText)).Select(g => g.Code).ShouldBeEmpty();
    }

    [Fact]
    public void A_party_reads_the_same_sentence_where_it_speaks_of_neither() =>
        s_grounds
            .Single(g => g.Code == "gdpr-legal-claims")
            .PartyText.ShouldBe("This data is needed to make or answer a legal claim.");

    [GeneratedRegex(@"\b(you|your|yours)\b|date shown", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex SpeaksToWorker();

    [GeneratedRegex("this party|date shown", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex SpeaksOfParty();
}
