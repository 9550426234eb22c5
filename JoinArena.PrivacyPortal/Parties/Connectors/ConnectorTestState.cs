namespace JoinArena.PrivacyPortal.Parties.Connectors;

public enum ConnectorTestState
{
    Waiting,
    Passed,
    Failed,
}
