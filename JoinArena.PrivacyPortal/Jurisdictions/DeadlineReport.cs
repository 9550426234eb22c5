using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace JoinArena.PrivacyPortal.Jurisdictions;

/// <summary>A deadline as the command line prints it.</summary>
public static class DeadlineReport
{
    private static readonly JsonSerializerOptions Readable = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>One JSON object; dates as <c>YYYY-MM-DD</c> or null.</summary>
    public static string ToJson(ResponseDeadlines deadlines) =>
        JsonSerializer.Serialize(
            new
            {
                jurisdiction = deadlines.Jurisdiction,
                received = Text(deadlines.Received),
                acknowledgeBy = Text(deadlines.AcknowledgeBy),
                dueBy = Text(deadlines.DueBy),
                extendableTo = Text(deadlines.ExtendableTo),
                working = deadlines.Explanation,
                law = deadlines.Law,
                reviewed = deadlines.IsReviewed,
            },
            Readable
        );

    private static string? Text(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
