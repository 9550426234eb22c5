using JoinArena.PrivacyPortal.Policies;
using JoinArena.PrivacyPortal.Policies.Reading;
using JoinArena.PrivacyPortal.Shell.Localization;
using Microsoft.Extensions.Localization;

namespace JoinArena.PrivacyPortal.Deletion;

/// <summary>Adds the link to request deletion under the clause of the policy that grants it.</summary>
internal sealed class DeletionFootnote(IStringLocalizer<SharedResource> words) : IClauseFootnoteProvider
{
    private const string Clause = "deletion";

    public Task<IReadOnlyDictionary<string, ClauseFootnote>> GetFootnotesAsync(
        PolicyVersion version,
        string workerId,
        CancellationToken ct
    ) =>
        Task.FromResult<IReadOnlyDictionary<string, ClauseFootnote>>(
            version.FindClause(Clause) is null
                ? new Dictionary<string, ClauseFootnote>()
                : new Dictionary<string, ClauseFootnote>(StringComparer.Ordinal)
                {
                    [Clause] = new(words["Request deletion"], "/deletion/new") { IsAction = true },
                }
        );
}
