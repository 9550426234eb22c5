namespace JoinArena.PrivacyPortal.Parties.Connectors;

/// <summary>A party's endpoint as the circuit breaker of deliveries knows it.</summary>
internal static class PartyEndpoint
{
    /// <summary>The key of the endpoint. It is stored with the breaker's state.</summary>
    public static string KeyFor(string partyId) => $"party/{partyId}";
}
