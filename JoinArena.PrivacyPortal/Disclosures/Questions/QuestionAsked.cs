using JoinArena.PrivacyPortal.Ledger;

namespace JoinArena.PrivacyPortal.Disclosures.Questions;

/// <summary>The ledger's record of a question. The member names are part of the ledger's format.</summary>
internal sealed record QuestionAsked(string Subject, DateTimeOffset At, Guid Id, Guid Disclosure)
    : LedgerEvent("question-asked", Subject, At);
