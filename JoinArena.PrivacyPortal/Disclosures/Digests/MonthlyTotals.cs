namespace JoinArena.PrivacyPortal.Disclosures.Digests;

/// <summary>The disclosures of one worker in a month.</summary>
/// <param name="Times">How many disclosures.</param>
/// <param name="Uncovered">How many of them no clause covers.</param>
/// <param name="Parties">The names of the parties, the one with the most disclosures first.</param>
public sealed record MonthlyTotals(int Times, int Uncovered, IReadOnlyList<string> Parties);
