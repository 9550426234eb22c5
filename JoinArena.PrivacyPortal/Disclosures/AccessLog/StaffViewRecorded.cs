using JoinArena.PrivacyPortal.Ledger;

namespace JoinArena.PrivacyPortal.Disclosures.AccessLog;

/// <summary>The ledger's record of a view. The member names are part of the ledger's format.</summary>
internal sealed record StaffViewRecorded(
    string Subject,
    DateTimeOffset At,
    Guid Id,
    AccessTarget Of,
    string? About,
    string Role
) : LedgerEvent("staff-view", Subject, At);
