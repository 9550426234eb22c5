using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Jurisdictions;

namespace JoinArena.PrivacyPortal.Deletion.Certificates;

/// <summary>Why JoinArena refused the whole request.</summary>
public sealed record CertifiedRefusal(CertifiedGround? Ground, string Words)
{
    internal static CertifiedRefusal? FromRequest(DeletionRequest request, DeadlineRules rules) =>
        request.RefusalReason is { } reason
            ? new(CertifiedGround.FromGround(rules.FindGround(request.Places, request.RefusalGround)), reason)
            : null;
}
