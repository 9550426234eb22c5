namespace JoinArena.PrivacyPortal.Ledger.Audit;

/// <summary>A problem that an audit has found in a log.</summary>
/// <param name="Index">The index of the first entry affected; null if the problem is not about an entry.</param>
/// <param name="Problem">What is wrong, in words.</param>
public sealed record AuditFinding(long? Index, string Problem)
{
    public override string ToString() => Index is { } index ? $"entry {index}: {Problem}" : Problem;
}
