using System.Security.Claims;
using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Shell;
using JoinArena.PrivacyPortal.Shell.Localization;
using Microsoft.Extensions.Localization;

namespace JoinArena.PrivacyPortal.Disclosures.MyData;

/// <summary>"3 parties have data about you." on the home page.</summary>
internal sealed class PartiesHomeCards(DisclosureQueries disclosures, IStringLocalizer<SharedResource> words)
    : IHomeCardSource
{
    public async Task<HomeCardGroup?> GetCardGroupAsync(ClaimsPrincipal reader, CancellationToken ct)
    {
        if (reader.FindWorkerId() is not { } worker)
            return null;
        var holding = (await disclosures.ListPartiesAsync(worker, ct)).Count(p =>
            p.State is PartyState.HasData or PartyState.AskedToErase
        );
        return new(
            10,
            holding == 0
                ? words["No party has data about you."]
                : words.Plural(holding, "1 party has data about you.", "{0} parties have data about you.")
        );
    }
}
