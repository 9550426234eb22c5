namespace JoinArena.PrivacyPortal.Notifications.Webhooks;

/// <summary>A call that got no response.</summary>
public sealed class OutboundHttpException : Exception
{
    public OutboundHttpException(string kind)
        : base(kind) => Kind = kind;

    public OutboundHttpException(string kind, Exception cause)
        : base(kind, cause) => Kind = kind;

    /// <summary>Why, as a kebab-case word without personal data, such as <c>timed-out</c>.</summary>
    public string Kind { get; }
}
