using JoinArena.PrivacyPortal.Data;

namespace JoinArena.PrivacyPortal.Ledger.Proofs;

/// <summary>Proofs as answers to a browser.</summary>
public static class ProofFileResultExtensions
{
    extension(Result<ProofFile, LedgerProofError> proof)
    {
        /// <summary>The file to download, or that there is none, or none yet.</summary>
        /// <param name="name">Of the file, without its extension.</param>
        /// <param name="http">For the moment to come back at.</param>
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
