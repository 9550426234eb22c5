using System.Security.Claims;
using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Shell;
using JoinArena.PrivacyPortal.Shell.Localization;
using Microsoft.Extensions.Localization;

namespace JoinArena.PrivacyPortal.Disclosures.Coverage;

/// <summary>"3 kinds of disclosures went against an accepted version or a stop." on the team's home page.</summary>
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
        var kind = open.Reopened > 0 ? StatusKind.Error : StatusKind.Pending;
        var cards = new List<HomeCard>();
        if (open.Breaches > 0)
        {
            cards.Add(
                new(texts["Not covered"], texts.Describe(open), Page, texts["Review them"], kind)
                {
                    // The menu counts what the page's headline counts.
                    Count = open.Breaches,
                }
            );
        }

        if (open.WithoutAcceptance > 0)
        {
            var title = texts["Before any version was accepted"];
            cards.Add(
                new(title, DescribeWithoutAcceptance(open), $"{Page}#before", texts["Review them"], kind)
                {
                    // One worker who has not accepted yet can make thirty kinds: a line here, and nothing in the menu.
                    Count = 0,
                }
            );
        }

        return cards.Count == 0 ? null : new(30, cards[0].Text) { Cards = cards };
    }

    private string DescribeWithoutAcceptance(OpenIncidents open) =>
        texts.Plural(
            open.WithoutAcceptance,
            "1 kind of disclosure was about workers who had not accepted any version by then.",
            "{0} kinds of disclosures were about workers who had not accepted any version by then."
        );
}
