using JoinArena.PrivacyPortal.Data;

namespace JoinArena.PrivacyPortal.Ledger.Proofs;

/// <summary>Turns proofs into HTTP responses.</summary>
public static class ProofFileResultExtensions
{
    extension(Result<ProofFile, LedgerProofError> proof)
    {
        /// <summary>
        /// The file to download; 404 if there is none; 503 with <c>Retry-After</c> if there is none yet.
        /// </summary>
        /// <param name="name">The file's name without its extension.</param>
        /// <param name="http">Gets the <c>Retry-After</c> header.</param>
        public IResult ToDownload(string name, HttpContext http)
        {
            if (proof.IsSuccess)
            {
                return Results.File(
                    System.Text.Encoding.UTF8.GetBytes(proof.Value.ToString()),
                    ProofFile.MediaType,
                    $"{name}{ProofFile.Extension}"
                );
            }

            if (proof.Error is LedgerProofError.NotFound)
                return Results.NotFound();
            http.Response.Headers.RetryAfter = "2";
            return Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
        }
    }
}
