namespace JoinArena.PrivacyPortal.Notifications.Webhooks;

/// <summary>A call that had no answer.</summary>
public sealed class OutboundHttpException : Exception
{
    public OutboundHttpException(string kind)
        : base(kind) => Kind = kind;

    public OutboundHttpException(string kind, Exception cause)
        : base(kind, cause) => Kind = kind;

    /// <summary>Why, in a word that quotes nobody.</summary>
    public string Kind { get; }
}
