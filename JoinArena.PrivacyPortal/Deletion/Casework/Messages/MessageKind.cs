namespace JoinArena.PrivacyPortal.Deletion.Casework.Messages;

/// <summary>What a message under a request is for.</summary>
public enum MessageKind
{
    Message,

    /// <summary>The worker says that they lived elsewhere than the request assumes, so that other laws hold.</summary>
    ResidenceDispute,
}
