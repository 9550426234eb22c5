namespace JoinArena.PrivacyPortal.Parties.Connectors;

/// <summary>The data of the event with which an administrator tests a webhook.</summary>
/// <param name="PartyId">The party whose webhook is tested.</param>
/// <param name="Test">Always true.</param>
/// <param name="Message">A sentence for its reader.</param>
internal sealed record ConnectorTestEventData(string PartyId, bool Test, string Message);
