namespace JoinArena.PrivacyPortal.Parties.Connectors;

/// <summary>Why no test was started.</summary>
public enum ConnectorTestError
{
    NotFound,

    /// <summary>A person on the team notifies the party, or the party is this portal.</summary>
    NothingToTest,
}
