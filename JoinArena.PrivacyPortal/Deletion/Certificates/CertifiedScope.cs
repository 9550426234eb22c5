using JoinArena.PrivacyPortal.Deletion.Requests.Scope;
using JoinArena.PrivacyPortal.Policies;

namespace JoinArena.PrivacyPortal.Deletion.Certificates;

/// <summary>What the worker asked to have erased.</summary>
public sealed record CertifiedScope(
    ScopeKind Kind,
    IReadOnlyList<DataCategory>? Categories,
    string? InterviewId,
    string? PartyId
)
{
    /// <summary>The scope as the request had it.</summary>
    internal DeletionScope ToScope() =>
        Kind switch
        {
            ScopeKind.Everything => DeletionScope.Everything,
            ScopeKind.Categories => DeletionScope.OfCategories(Categories ?? []),
            ScopeKind.Interview => DeletionScope.OfInterview(InterviewId!),
            ScopeKind.Party => DeletionScope.OfParty(PartyId!),
            ScopeKind.Uncovered => DeletionScope.Uncovered,
        };

    internal static CertifiedScope FromScope(DeletionScope scope) =>
        new(scope.Kind, scope.Categories.Count > 0 ? scope.Categories : null, scope.InterviewId, scope.PartyId);
}
