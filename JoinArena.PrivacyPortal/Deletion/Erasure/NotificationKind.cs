using System.Text.Json.Serialization;

namespace JoinArena.PrivacyPortal.Deletion.Erasure;

/// <summary>What a party is notified of. The names are stored in outbox messages.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<NotificationKind>))]
public enum NotificationKind
{
    /// <summary>The worker asks for erasure.</summary>
    Requested,

    /// <summary>The party has not answered yet.</summary>
    Reminder,

    /// <summary>The worker has withdrawn the request, or JoinArena has refused it.</summary>
    Withdrawn,
}
