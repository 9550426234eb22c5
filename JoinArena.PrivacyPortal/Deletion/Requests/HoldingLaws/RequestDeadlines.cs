using JoinArena.PrivacyPortal.Jurisdictions;

namespace JoinArena.PrivacyPortal.Deletion.Requests.HoldingLaws;

internal static class RequestDeadlines
{
    extension(DeadlineRules rules)
    {
        /// <summary>
        /// The deadlines of a confirmed request in these places, with the wait for proof of identity that it had.
        /// </summary>
        public ResponseDeadlines ComputeDeadlinesAgain(RequestPlaces places, DeletionRequest request) =>
            rules.ComputeDeadlines(
                places,
                request.CountsFrom!.Value,
                request is { IdentityAskedAt: { } asked, IdentityProvenAt: { } proven } ? new(asked, proven) : null
            );
    }
}
