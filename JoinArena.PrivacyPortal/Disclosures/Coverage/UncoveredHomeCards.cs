using System.Security.Claims;
using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Shell;
using JoinArena.PrivacyPortal.Shell.Localization;
using Microsoft.Extensions.Localization;

namespace JoinArena.PrivacyPortal.Disclosures.Coverage;

/// <summary>What broke the policy or a stop, and what came before any policy was accepted, on the team's home page.</summary>
internal sealed class UncoveredHomeCards(CoverageIncidentService incidents, IStringLocalizer<SharedResource> texts)
    : IHomeCardSource
{
    private const string Page = "/staff/uncovered";

    public IEnumerable<string> Subjects => [CoverageIncidentService.ChangeSubject];

    public async Task<HomeCardGroup?> GetCardGroupAsync(ClaimsPrincipal reader, CancellationToken ct)
    {
        if (!reader.IsStaff)
            return null;
        var open = await incidents.CountOpenAsync(ct);
        var cards = new List<HomeCard>();
        if (open.Breaches.All > 0)
        {
            cards.Add(
                new(
                    texts["Broke the policy or a stop"],
                    texts.Describe(open),
                    Page,
                    NameLink(open.Breaches),
                    ToStatusKind(open.Breaches)
                )
                {
                    // The menu counts what the page's headline counts.
                    Count = open.Breaches.All,
                    Whose = NameOwners(open.Breaches, reader),
                }
            );
        }

        if (open.WithoutAcceptance.All > 0)
        {
            var title = texts["Before the policy was accepted"];
            cards.Add(
                new(
                    title,
                    texts.DescribeWithoutAcceptance(open),
                    $"{Page}#before",
                    NameLink(open.WithoutAcceptance),
                    ToStatusKind(open.WithoutAcceptance)
                )
                {
                    // One worker who has not accepted yet can make thirty groups: a line here, and nothing in the menu.
                    Count = 0,
                    Whose = NameOwners(open.WithoutAcceptance, reader),
                }
            );
        }

        return cards.Count == 0 ? null : new(30, cards[0].Text) { Cards = cards };
    }

    private string NameLink(OpenCount count) => texts.Plural(count.All, "Review it", "Review them");

    /// <summary>Who has taken them: "You, and 2 to no one yet".</summary>
    private string NameOwners(OpenCount count, ClaimsPrincipal reader)
    {
        if (count.FirstOwner is not { } first)
            return texts["No one yet"];
        string owners =
            first != count.LastOwner ? texts["Several officers"]
            : first == reader.Identity?.Name ? texts["You"]
            : first;
        return count.Unassigned == 0 ? owners : texts["{0}, and {1} to no one yet", owners, count.Unassigned];
    }

    private static StatusKind ToStatusKind(OpenCount count) =>
        count.Reopened > 0 ? StatusKind.Error : StatusKind.Pending;
}
