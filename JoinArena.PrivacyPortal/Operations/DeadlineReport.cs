using System.Text.Encodings.Web;
using System.Text.Json;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.Input;
using JoinArena.PrivacyPortal.Jurisdictions;

namespace JoinArena.PrivacyPortal.Operations;

/// <summary>Writes a deadline the way the command line prints it.</summary>
public static class DeadlineReport
{
    private static readonly JsonSerializerOptions s_readable = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Returns one JSON object with dates as <c>YYYY-MM-DD</c> or null.</summary>
    public static string ToJson(ResponseDeadlines deadlines) =>
        JsonSerializer.Serialize(
            new
            {
                jurisdiction = deadlines.Jurisdiction,
                received = deadlines.Received.ToIsoDay(),
                acknowledgeBy = deadlines.AcknowledgeBy?.ToIsoDay(),
                dueBy = deadlines.DueBy.ToIsoDay(),
                extendableTo = deadlines.ExtendableTo?.ToIsoDay(),
                working = deadlines.Explanation,
                law = deadlines.Law,
                reviewed = deadlines.IsReviewed,
                basis = deadlines.Basis.ToKebabCase(),
                refuseBy = deadlines.RefuseBy?.ToIsoDay(),
            },
            s_readable
        );
}
