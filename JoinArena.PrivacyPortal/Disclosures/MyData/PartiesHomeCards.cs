using System.Security.Claims;
using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Parties;
using JoinArena.PrivacyPortal.Policies;
using JoinArena.PrivacyPortal.Policies.Reading;
using JoinArena.PrivacyPortal.Shell;
using JoinArena.PrivacyPortal.Shell.Localization;
using Microsoft.Extensions.Localization;

namespace JoinArena.PrivacyPortal.Disclosures.MyData;

/// <summary>"3 parties have data about you." on the home page.</summary>
internal sealed class PartiesHomeCards(DisclosureQueries book, IStringLocalizer<SharedResource> words) : IHomeCardSource
{
    public async Task<HomeCardGroup?> GetCardGroupAsync(ClaimsPrincipal reader, CancellationToken ct)
    {
        if (reader.FindWorkerId() is not { } worker)
            return null;
        var holding = (await book.ListPartiesAsync(worker, ct)).Count(p =>
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

/// <summary>"Under this clause: 14 disclosures to 3 parties" beside the policy's text.</summary>
internal sealed class ClauseFootnotes(DisclosureQueries book, IStringLocalizer<SharedResource> words)
    : IClauseFootnoteProvider
{
    public async Task<IReadOnlyDictionary<string, ClauseFootnote>> GetFootnotesAsync(
        PolicyVersion version,
        string workerId,
        CancellationToken ct
    ) =>
        (await book.CountByClauseAsync(workerId, version.Name, ct)).ToDictionary(
            c => c.Clause,
            c => new ClauseFootnote(
                words[
                    IsCollected(version, c.Clause) ? "{0} from {1}" : "{0} to {1}",
                    words.Plural(c.Disclosures, "1 disclosure", "{0} disclosures"),
                    words.Plural(c.Parties, "1 party", "{0} parties")
                ],
                $"/my-data?clause={c.Clause}#entries"
            ),
            StringComparer.Ordinal
        );

    private static bool IsCollected(PolicyVersion version, string clause) =>
        version.FindClause(clause) is { CoverageRules: { Count: > 0 } covers }
        && covers.All(c => c.Direction is Direction.Collected);
}
