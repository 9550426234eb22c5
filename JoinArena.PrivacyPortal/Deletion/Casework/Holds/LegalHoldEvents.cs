using JoinArena.PrivacyPortal.Ledger;

namespace JoinArena.PrivacyPortal.Deletion.Casework.Holds;

/// <summary>A legal hold was placed: one party, or every party, must keep the worker's data as evidence.</summary>
public sealed record LegalHoldPlaced(string Subject, DateTimeOffset At, string? Party, string Citation)
    : LedgerEvent("hold-put", Subject, At);

/// <summary>A legal hold was lifted.</summary>
public sealed record LegalHoldLifted(string Subject, DateTimeOffset At, string? Party, string Citation)
    : LedgerEvent("hold-lifted", Subject, At);
