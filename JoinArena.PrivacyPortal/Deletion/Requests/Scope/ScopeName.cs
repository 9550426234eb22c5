using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Disclosures;
using JoinArena.PrivacyPortal.Disclosures.MyData;
using JoinArena.PrivacyPortal.Parties;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Deletion.Requests.Scope;

/// <summary>What people call the party or interview that a scope names by its id.</summary>
/// <param name="Party">For <see cref="ScopeKind.Party"/>.</param>
/// <param name="Interview">For <see cref="ScopeKind.Interview"/>.</param>
public sealed record ScopeName(string? Party = null, InterviewSummary? Interview = null)
{
    /// <summary>The name of a worker's scope; null where the scope names neither.</summary>
    internal static async Task<ScopeName?> FindAsync(
        PortalDbContext db,
        string workerId,
        DeletionScope scope,
        CancellationToken ct
    ) => (await FindAllAsync(db, workerId, [scope], ct))(scope);

    /// <summary>The names of several scopes of a worker, with one query for parties and one for interviews.</summary>
    /// <returns>What finds the name of each.</returns>
    internal static async Task<Func<DeletionScope, ScopeName?>> FindAllAsync(
        PortalDbContext db,
        string workerId,
        IReadOnlyCollection<DeletionScope> scopes,
        CancellationToken ct
    )
    {
        string[] partyIds = [.. scopes.Select(s => s.PartyId).OfType<string>().Distinct(StringComparer.Ordinal)];
        string[] interviewIds =
        [
            .. scopes.Select(s => s.InterviewId).OfType<string>().Distinct(StringComparer.Ordinal),
        ];
        var parties =
            partyIds.Length == 0
                ? []
                : await db.Parties.Where(p => partyIds.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.Name, ct);
        var interviews =
            interviewIds.Length == 0
                ? []
                : await db
                    .DataItems.Where(i => i.WorkerId == workerId && interviewIds.Contains(i.InterviewId!))
                    .GroupBy(i => i.InterviewId!)
                    .Select(InterviewSummary.FromItems)
                    .ToDictionaryAsync(i => i.Id, ct);
        return scope =>
            scope.Kind switch
            {
                ScopeKind.Party => new(Party: parties.GetValueOrDefault(scope.PartyId!, scope.PartyId!)),
                ScopeKind.Interview => new(
                    Interview: interviews.GetValueOrDefault(scope.InterviewId!)
                        ?? new InterviewSummary(scope.InterviewId!, null, null)
                ),
                ScopeKind.Everything or ScopeKind.Categories or ScopeKind.Uncovered => null,
            };
    }
}
