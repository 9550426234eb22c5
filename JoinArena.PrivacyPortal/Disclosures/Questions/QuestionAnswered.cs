using JoinArena.PrivacyPortal.Ledger;

namespace JoinArena.PrivacyPortal.Disclosures.Questions;

/// <summary>The ledger's record of an answer. The member names are part of the ledger's format.</summary>
internal sealed record QuestionAnswered(string Subject, DateTimeOffset At, Guid Id, Guid Disclosure)
    : LedgerEvent("question-answered", Subject, At);
