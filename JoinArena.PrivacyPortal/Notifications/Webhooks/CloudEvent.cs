using System.Text.Json;
using JoinArena.PrivacyPortal.Data;

namespace JoinArena.PrivacyPortal.Notifications.Webhooks;

/// <summary>The body of every webhook: a CloudEvent 1.0 in JSON.</summary>
public static class CloudEvent
{
    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>The bytes to sign and send.</summary>
    /// <param name="id">The event's id, the same as the <c>webhook-id</c>.</param>
    /// <param name="portal">The portal's address, which becomes the event's source.</param>
    /// <param name="type">The event's type, such as <c>com.joinarena.acceptance.recorded.v1</c>.</param>
    /// <param name="time">When it happened.</param>
    /// <param name="data">The event's data.</param>
    public static byte[] SerializeToUtf8Bytes<T>(
        string id,
        PublicAddress portal,
        string type,
        DateTimeOffset time,
        T data
    ) =>
        JsonSerializer.SerializeToUtf8Bytes(
            new
            {
                specversion = "1.0",
                id,
                source = portal.Root.AbsoluteUri,
                type,
                time = time.ToIso(),
                datacontenttype = "application/json",
                data,
            },
            s_json
        );

    /// <summary>An event's data as JSON, for a job that will deliver it later.</summary>
    public static JsonElement ToJsonElement<T>(T data) => JsonSerializer.SerializeToElement(data, s_json);
}
