using JoinArena.PrivacyPortal.Jurisdictions;
using JoinArena.PrivacyPortal.Ledger;

namespace JoinArena.PrivacyPortal.Deletion.Remedies;

/// <summary>A worker complained about a request, or appealed against its decision.</summary>
public sealed record RemedyFiled(string Subject, DateTimeOffset At, string Request, RemedyKind Remedy, string DueBy)
    : LedgerEvent("remedy-filed", Subject, At);

/// <summary>The time to answer was extended to <paramref name="DueBy"/>.</summary>
public sealed record RemedyExtended(
    string Subject,
    DateTimeOffset At,
    string Request,
    RemedyKind Remedy,
    string DueBy,
    string Reason
) : LedgerEvent("remedy-extended", Subject, At);

/// <summary>JoinArena answered a complaint or an appeal.</summary>
public sealed record RemedyAnswered(
    string Subject,
    DateTimeOffset At,
    string Request,
    RemedyKind Remedy,
    RemedyOutcome Outcome
) : LedgerEvent("remedy-answered", Subject, At);
