using System.Security.Claims;
using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Shell;
using JoinArena.PrivacyPortal.Shell.Localization;
using Microsoft.Extensions.Localization;

namespace JoinArena.PrivacyPortal.Disclosures.Reconciliation;

/// <summary>"The disclosure counts do not add up" on an administrator's home page.</summary>
internal sealed class ReconciliationHomeCards(
    ReconciliationService reconciliation,
    IStringLocalizer<SharedResource> texts,
    DisplayFormatter format
) : IHomeCardSource
{
    public async Task<HomeCardGroup?> GetCardGroupAsync(ClaimsPrincipal reader, CancellationToken ct)
    {
        if (!reader.IsInRole(Roles.Administrator))
            return null;
        if (await reconciliation.FindDifferencesAsync(ct) is { } found)
        {
            return CreateCard(
                texts["The disclosure counts do not add up"],
                texts[
                    "{0} found on {1}. What workers see may differ from what was reported. "
                        + "The command \"disclosures check\" lists the differences.",
                    texts.Plural(found.Count, "1 difference", "{0} differences"),
                    format.Date(found.At)
                ]
            );
        }

        if (await reconciliation.FindOverdueSinceAsync(ct) is { } since)
        {
            return CreateCard(
                texts["The disclosures are no longer reconciled"],
                texts[
                    "The stored disclosures were last compared with the accepted reports on {0}. This should happen every "
                        + "day. Check the log, or run the command \"disclosures check\".",
                    format.Date(since)
                ]
            );
        }

        return null;
    }

    private HomeCardGroup CreateCard(string title, string text) =>
        new(1) { Cards = [new(title, text, "/staff", texts["Open the staff home"], StatusKind.Error)] };
}
