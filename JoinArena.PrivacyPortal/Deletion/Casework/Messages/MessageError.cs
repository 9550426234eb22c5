namespace JoinArena.PrivacyPortal.Deletion.Casework.Messages;

/// <summary>Why a message was not sent.</summary>
public enum MessageError
{
    NotFound,
    Empty,
    TooLong,

    /// <summary>The worker has sent as many as they can in a day.</summary>
    TooMany,
}
