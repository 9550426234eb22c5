using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using JoinArena.PrivacyPortal.Acceptance.InterviewNotices;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Workers;

namespace JoinArena.PrivacyPortal.Disclosures.Export;

/// <summary>What a worker was told before their interviews, in the export of their data.</summary>
internal sealed class ExportedInterviewNotices(InterviewNoticeService notices) : IExportedList
{
    public string Name => "interviewNotices";

    public async IAsyncEnumerable<JsonObject> ReadAsync(string workerId, [EnumeratorCancellation] CancellationToken ct)
    {
        foreach (var notice in await notices.ListAsync(workerId, ct))
        {
            yield return new()
            {
                ["id"] = notice.Id,
                ["interviewId"] = notice.InterviewId,
                ["readAt"] = notice.ReadAt.ToIso(),
                ["notice"] = notice.Text.ToJson(),
                ["sha256"] = notice.TextSha256,
            };
        }
    }
}
