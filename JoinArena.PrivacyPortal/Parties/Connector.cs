namespace JoinArena.PrivacyPortal.Parties;

/// <summary>How and where a party is notified that it must erase data.</summary>
public sealed class Connector
{
    public required ConnectorType Type { get; set; }

    public string? Url { get; set; }

    public string? Email { get; set; }

    /// <summary>The name of the reviewed recipe for the party's own deletion API.</summary>
    public string? Recipe { get; set; }

    /// <summary>The signing secret of a webhook, encrypted with the portal's own keys.</summary>
    public string? ProtectedSecret { get; set; }

    /// <summary>The previous secret. It still signs, too, until <see cref="FormerSecretUntil"/>.</summary>
    public string? ProtectedFormerSecret { get; set; }

    public DateTimeOffset? FormerSecretUntil { get; set; }
}

/// <summary>The ways to notify a party.</summary>
public enum ConnectorType
{
    /// <summary>A person on the privacy team contacts them.</summary>
    Manual,

    /// <summary>An email to their privacy contact.</summary>
    Email,

    /// <summary>A signed HTTP request to their address.</summary>
    Webhook,

    /// <summary>One of JoinArena's own stores.</summary>
    Internal,

    /// <summary>Their own deletion API.</summary>
    Http,
}
