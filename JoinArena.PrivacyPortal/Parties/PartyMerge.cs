namespace JoinArena.PrivacyPortal.Parties;

/// <summary>One merge of two parties.</summary>
/// <param name="From">The id that is given up.</param>
/// <param name="Into">The id that remains.</param>
/// <param name="By">The administrator, by their sign-in.</param>
public sealed record PartyMerge(string From, string Into, string By, DateTimeOffset At);
