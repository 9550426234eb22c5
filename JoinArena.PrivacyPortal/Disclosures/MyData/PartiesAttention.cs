using System.Security.Claims;
using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Policies;
using JoinArena.PrivacyPortal.Policies.Reading;
using JoinArena.PrivacyPortal.Shell;
using JoinArena.PrivacyPortal.Shell.Localization;
using Microsoft.Extensions.Localization;

namespace JoinArena.PrivacyPortal.Disclosures.MyData;

/// <summary>"3 parties have data about you." on the home page.</summary>
internal sealed class PartiesAttention(DisclosureBook book, IStringLocalizer<Words> words) : IAttention
{
    public async Task<Attention?> For(ClaimsPrincipal reader, CancellationToken ct)
    {
        if (reader.WorkerIdOrNull() is not { } worker) return null;
        var holding = (await book.PartiesAsync(worker, ct)).Count(p => p.State is PartyState.HasData or PartyState.AskedToErase);
        return new(10, holding == 0 ? words["No party has data about you."] : words.Count(holding, "1 party has data about you.", "{0} parties have data about you."));
    }
}

/// <summary>"Under this clause: 14 disclosures to 3 parties" beside the policy's text.</summary>
internal sealed class ClauseFootnotes(DisclosureBook book, IStringLocalizer<Words> words) : IClauseFootnote
{
    public async Task<IReadOnlyDictionary<string, ClauseFootnote>> Under(PolicyVersion version, string workerId, CancellationToken ct) =>
        (await book.UnderClausesAsync(workerId, version.Name, ct)).ToDictionary(
            c => c.Clause,
            c => new ClauseFootnote(
                words[IsCollected(version, c.Clause) ? "{0} from {1}" : "{0} to {1}", words.Count(c.Disclosures, "1 disclosure", "{0} disclosures"), words.Count(c.Parties, "1 party", "{0} parties")],
                $"/my-data?clause={c.Clause}#entries"),
            StringComparer.Ordinal);

    private static bool IsCollected(PolicyVersion version, string clause) =>
        version.Clause(clause) is { Covers: { Count: > 0 } covers } && covers.All(c => c.Direction is Direction.Collected);
}
