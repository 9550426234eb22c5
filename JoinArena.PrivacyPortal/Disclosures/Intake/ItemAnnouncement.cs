using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.Input;
using JoinArena.PrivacyPortal.Policies;
using JoinArena.PrivacyPortal.Workers;

namespace JoinArena.PrivacyPortal.Disclosures.Intake;

/// <summary>What JoinArena announces about an item: the body of <c>PUT /workers/{workerId}/items/{itemId}</c>.</summary>
/// <param name="JobLocation">
/// Where the job is that it was made for, as an ISO 3166 code such as <c>US-IL</c>: some laws hold by the place of the
/// job, wherever the worker lives.
/// </param>
public sealed record ItemAnnouncement(
    string? Category,
    string? InterviewId = null,
    [property: Instant] string? InterviewAt = null,
    string? Label = null,
    [property: Instant] string? CreatedAt = null,
    string? JobLocation = null
)
{
    internal static ItemAnnouncement FromItem(DataItem item) =>
        new(
            item.Category.ToKebabCase(),
            item.InterviewId,
            item.InterviewAt is { } interview ? Rfc3339.Write(interview) : null,
            item.Label,
            item.CreatedAt is { } created ? Rfc3339.Write(created) : null,
            item.JobLocation
        );

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
        errors.AddTextFault("/label", Label);
        if (InterviewAt is not null && !Rfc3339.TryParse(InterviewAt, out _))
            errors.Add(new("/interviewAt", Rfc3339.Expected));
        if (!Rfc3339.TryParse(CreatedAt, out _))
            errors.Add(new("/createdAt", Rfc3339.Expected));
        if (JobLocation is not null && !CountryCode.TryReadPlace(JobLocation, out _, out var fault))
            errors.Add(new("/jobLocation", fault));
        return errors;
    }
}
