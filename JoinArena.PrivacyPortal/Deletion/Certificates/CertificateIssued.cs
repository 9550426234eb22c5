using JoinArena.PrivacyPortal.Ledger;

namespace JoinArena.PrivacyPortal.Deletion.Certificates;

/// <summary>The ledger's record of a certificate.</summary>
/// <param name="Sha256">The hash of the signed text, in lower-case hex.</param>
public sealed record CertificateIssued(
    string Subject,
    DateTimeOffset At,
    string Request,
    string Certificate,
    string Sha256
) : LedgerEvent("certificate-issued", Subject, At);
