using System.Linq.Expressions;
using JoinArena.PrivacyPortal.Policies;

namespace JoinArena.PrivacyPortal.Disclosures.MyData;

/// <summary>An interview as far as it takes to name it.</summary>
/// <param name="At">When it was held; null if no system said so.</param>
/// <param name="Title">
/// What its recording and its transcript are both called, such as "Interview for warehouse lead". The label of another
/// item, such as "Salary expectation", is no title.
/// </param>
public sealed record InterviewSummary(string Id, DateTimeOffset? At, string? Title)
{
    /// <summary>The interview that a group of its items is about, for queries.</summary>
    internal static Expression<Func<IGrouping<string, DataItem>, InterviewSummary>> FromItems { get; } =
        items => new InterviewSummary(
            items.Key,
            items.Max(i => i.InterviewAt)
                ?? items.Min(i => i.Category == DataCategory.InterviewRecording ? i.CreatedAt : null)
                ?? items.Min(i => i.CreatedAt),
            items.Max(i =>
                i.Category == DataCategory.InterviewRecording || i.Category == DataCategory.Transcript ? i.Label : null
            )
            == items.Min(i =>
                i.Category == DataCategory.InterviewRecording || i.Category == DataCategory.Transcript ? i.Label : null
            )
                ? items.Max(i =>
                    i.Category == DataCategory.InterviewRecording || i.Category == DataCategory.Transcript
                        ? i.Label
                        : null
                )
                : null
        );

    /// <summary>The title that these items give their interview.</summary>
    internal static string? FindTitle(IEnumerable<(DataCategory Category, string? Label)> items) =>
        items
            .Where(i => i.Category is DataCategory.InterviewRecording or DataCategory.Transcript && i.Label is not null)
            .Select(i => i.Label)
            .Distinct(StringComparer.Ordinal)
            .ToArray()
            is [var only]
            ? only
            : null;
}
