using System.Security.Claims;
using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Shell;
using JoinArena.PrivacyPortal.Shell.Localization;
using Microsoft.Extensions.Localization;

namespace JoinArena.PrivacyPortal.Disclosures.MyData;

/// <summary>"3 parties have data about you." on the home page, and what went against the policy.</summary>
internal sealed class PartiesHomeCards(
    DisclosureQueries disclosures,
    BreachQueries breaches,
    IStringLocalizer<SharedResource> words,
    DisplayFormatter shown
) : IHomeCardSource
{
    public async Task<HomeCardGroup?> GetCardGroupAsync(ClaimsPrincipal reader, CancellationToken ct)
    {
        if (reader.FindWorkerId() is not { } worker)
            return null;
        var parties = await breaches.CountAsync(worker, await disclosures.ListPartiesAsync(worker, ct), ct);
        var holding = parties.Count(p => p.HoldsData);
        var against = parties.Sum(p => p.Breaches);
        return new(
            10,
            holding == 0
                ? words["Our record names no party that has data about you."]
                : words.Plural(holding, "1 party has data about you.", "{0} parties have data about you.")
        )
        {
            Answer = new(HomeQuestion.Received, Answer([.. parties.Where(p => p.HasReceived)])),
            Cards = against == 0 ? [] : [Card(against)],
        };
    }

    private string Answer(IReadOnlyList<PartySummary> received) =>
        received.Count == 0
            ? words["Our record names no party that has received your data."]
            : words.Plural(
                received.Count,
                "1 party has received your data, the last time {1}.",
                "{0} parties have received your data, the last time {1}.",
                shown.DaysAgo(received.Max(p => p.LastAt))
            );

    private HomeCard Card(int against) =>
        new(
            words.Plural(
                against,
                "1 disclosure is not covered by what you allowed",
                "{0} disclosures are not covered by what you allowed"
            ),
            words["Our privacy team is notified of every disclosure like this."],
            "/my-data/timeline?uncovered=1",
            words["See what it is"],
            StatusKind.Error
        )
        {
            IsNews = true,
        };
}
