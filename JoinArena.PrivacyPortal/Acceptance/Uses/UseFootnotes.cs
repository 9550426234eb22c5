using JoinArena.PrivacyPortal.Policies;
using JoinArena.PrivacyPortal.Policies.Reading;
using JoinArena.PrivacyPortal.Shell.Localization;
using Microsoft.Extensions.Localization;

namespace JoinArena.PrivacyPortal.Acceptance.Uses;

/// <summary>Adds "Stop this use" under each clause that allows something, or that it is stopped.</summary>
internal sealed class UseFootnotes(UseQueries uses, DisplayFormatter format, IStringLocalizer<SharedResource> words)
    : IClauseFootnoteProvider
{
    public async Task<IReadOnlyDictionary<string, ClauseFootnote>> GetFootnotesAsync(
        PolicyVersion version,
        string workerId,
        CancellationToken ct
    ) =>
        (await uses.ListUsesAsync(workerId, version, ct)).ToDictionary(
            use => use.Clause.Id,
            use => new ClauseFootnote(Describe(use), $"/policy/uses/{use.Clause.Id}")
            {
                IsAction = true,
                NamesClause = true,
            },
            StringComparer.Ordinal
        );

    private string Describe(ClauseUse use) =>
        (use.StoppedAt, use.NotStopped.Count) switch
        {
            (null, _) => words["Stop this use"],
            ({ } at, 0) => words["You stopped this use on {0}. Allow it again", format.Date(at)],
            ({ } at, _) => words["You stopped a part of this use on {0}. Change it", format.Date(at)],
        };
}
