namespace JoinArena.PrivacyPortal.Disclosures.MyData;

/// <summary>How many disclosures a clause allowed, and to how many parties.</summary>
public sealed record ClauseCount(string Clause, int Disclosures, int Parties);
