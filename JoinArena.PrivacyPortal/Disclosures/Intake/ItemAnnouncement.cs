using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Policies;
using JoinArena.PrivacyPortal.Workers;

namespace JoinArena.PrivacyPortal.Disclosures.Intake;

/// <summary>What JoinArena announces about an item: the body of <c>PUT /workers/{workerId}/items/{itemId}</c>.</summary>
public sealed record ItemAnnouncement(
    string? Category,
    string? InterviewId = null,
    DateTimeOffset? InterviewAt = null,
    string? Label = null,
    DateTimeOffset? CreatedAt = null
)
{
    internal static ItemAnnouncement FromItem(DataItem item) =>
        new(item.Category.ToKebabCase(), item.InterviewId, item.InterviewAt, item.Label, item.CreatedAt);

    internal IReadOnlyList<FieldError> Validate(string id)
    {
        var errors = new List<FieldError>();
        if (!WorkerAnnouncement.IsValidId(id))
            errors.Add(new("/itemId", "Give an id of 1 to 200 letters, digits and . _ : - in the path."));
        if (!KebabCase.TryParse<DataCategory>(Category, out _))
            errors.Add(new("/category", $"Give one of {string.Join(", ", KebabCase.GetNames<DataCategory>())}."));
        if (InterviewId is not null && !WorkerAnnouncement.IsValidId(InterviewId))
            errors.Add(new("/interviewId", "Give an id of 1 to 200 letters, digits and . _ : -"));
        if (Label is { Length: 0 or > 200 })
            errors.Add(new("/label", "Give a label of 1 to 200 characters."));
        if (CreatedAt is null)
            errors.Add(new("/createdAt", "Give an RFC 3339 instant, such as 2026-11-20T10:15:00Z."));
        return errors;
    }
}
