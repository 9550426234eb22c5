using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using JoinArena.PrivacyPortal.Data;
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
                received = ToText(deadlines.Received),
                acknowledgeBy = ToText(deadlines.AcknowledgeBy),
                dueBy = ToText(deadlines.DueBy),
                extendableTo = ToText(deadlines.ExtendableTo),
                working = deadlines.Explanation,
                law = deadlines.Law,
                reviewed = deadlines.IsReviewed,
                basis = KebabCase.ToKebabCase(deadlines.Basis),
                refuseBy = ToText(deadlines.RefuseBy),
            },
            s_readable
        );

    private static string? ToText(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
