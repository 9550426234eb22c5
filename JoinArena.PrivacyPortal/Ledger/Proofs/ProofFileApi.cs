using JoinArena.PrivacyPortal.Access;

namespace JoinArena.PrivacyPortal.Ledger.Proofs;

/// <summary>Where proofs are downloaded.</summary>
public static class ProofFileApi
{
    /// <summary>Offers a worker the proof of one of their entries.</summary>
    /// <param name="routes">Where to.</param>
    /// <param name="pattern">Its <c>{id:guid}</c> is the entry's id.</param>
    /// <param name="name">What the file is called, before its id.</param>
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
