using JoinArena.PrivacyPortal.Ledger;

namespace JoinArena.PrivacyPortal.Disclosures.AccessLog;

/// <summary>
/// The ledger's record of a change of the worker's email address. The member names are part of the ledger's format.
/// </summary>
/// <param name="Id">The id of the entry in the access log.</param>
/// <param name="Email">The new address. A person who confirms that they read its email can view the worker's data.</param>
internal sealed record EmailChangeRecorded(string Subject, DateTimeOffset At, Guid Id, string Email)
    : LedgerEvent("email-changed", Subject, At);
