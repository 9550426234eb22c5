namespace JoinArena.PrivacyPortal.Parties.Connectors;

/// <summary>A test as it waits in the outbox.</summary>
/// <param name="Test">The id of the test.</param>
internal sealed record ConnectorTestMessage(Guid Test);
