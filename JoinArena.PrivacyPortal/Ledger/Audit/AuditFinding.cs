namespace JoinArena.PrivacyPortal.Ledger.Audit;

/// <summary>What is wrong with a log.</summary>
/// <param name="Index">Of the first entry that it touches; null when it is not about one.</param>
/// <param name="Problem">In words.</param>
public sealed record AuditFinding(long? Index, string Problem)
{
    public override string ToString() => Index is { } index ? $"entry {index}: {Problem}" : Problem;
}
