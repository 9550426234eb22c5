using System.Diagnostics;
using OpenTelemetry;

namespace JoinArena.PrivacyPortal.Operations.Telemetry;

/// <summary>
/// Removes from spans what can name a person: an address of the portal or of a party has ids and secret links in it, a
/// client's address is a person's, and a statement of SQL can quote. The route and the host remain.
/// </summary>
internal sealed class SpanRedactor : BaseProcessor<Activity>
{
    private static readonly string[] s_removed =
    [
        "url.path",
        "url.query",
        "url.full",
        "client.address",
        "client.port",
        "network.peer.address",
        "network.peer.port",
        "user_agent.original",
        "db.query.text",
        "db.statement",
    ];

    public override void OnEnd(Activity data)
    {
        foreach (var tag in s_removed)
        {
            if (data.GetTagItem(tag) is not null)
                data.SetTag(tag, null);
        }

        // Its message can quote what someone sent.
        if (data.Status is ActivityStatusCode.Error)
            data.SetStatus(ActivityStatusCode.Error);
    }
}
