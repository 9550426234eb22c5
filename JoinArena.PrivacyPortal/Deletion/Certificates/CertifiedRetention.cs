using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Jurisdictions;

namespace JoinArena.PrivacyPortal.Deletion.Certificates;

/// <summary>How long the portal keeps the record of the request.</summary>
/// <param name="Until">The last day on which the record is kept.</param>
/// <param name="Law">The code of the law with the longest retention period.</param>
/// <param name="Citation">The provision that sets this period.</param>
public sealed record CertifiedRetention(DateOnly Until, string Law, string Citation)
{
    internal static CertifiedRetention? FromRequest(DeletionRequest request, DeadlineRules rules)
    {
        if (request.KeptUntil is not { } until)
            return null;
        var retention = request.ComputeRetentionEnd(rules);
        return new(until, retention.Law, retention.Citation);
    }
}
