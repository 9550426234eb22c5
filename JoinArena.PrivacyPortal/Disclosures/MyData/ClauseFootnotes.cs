using JoinArena.PrivacyPortal.Policies;
using JoinArena.PrivacyPortal.Policies.Reading;
using JoinArena.PrivacyPortal.Shell.Localization;
using Microsoft.Extensions.Localization;

namespace JoinArena.PrivacyPortal.Disclosures.MyData;

/// <summary>"Under this clause: 14 disclosures to 3 parties" beside the policy's text.</summary>
internal sealed class ClauseFootnotes(DisclosureQueries disclosures, IStringLocalizer<SharedResource> words)
    : IClauseFootnoteProvider
{
    public async Task<IReadOnlyDictionary<string, ClauseFootnote>> GetFootnotesAsync(
        PolicyVersion version,
        string workerId,
        CancellationToken ct
    ) =>
        (await disclosures.CountByClauseAsync(workerId, version.Name, ct)).ToDictionary(
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
