using JoinArena.PrivacyPortal.Access;

namespace JoinArena.PrivacyPortal.Ledger.Proofs;

/// <summary>Maps the downloads of proof files.</summary>
public static class ProofFileApi
{
    /// <summary>Maps a download of the proof of one of the worker's own entries.</summary>
    /// <param name="pattern">The route; its <c>{id:guid}</c> is the entry's id.</param>
    /// <param name="name">The beginning of the file's name; a hyphen and the id follow.</param>
    public static void MapProofDownload(this IEndpointRouteBuilder routes, string pattern, string name) =>
        routes
            .MapGet(
                pattern,
                async (Guid id, HttpContext http, LedgerProofs proofs) =>
                    (await proofs.CreateProofAsync(id, http.User.GetWorkerId(), http.RequestAborted)).ToDownload(
                        $"{name}-{id}",
                        http
                    )
            )
            .RequireAuthorization(WorkerAccess.Policy)
            .ExcludeFromDescription();
}
