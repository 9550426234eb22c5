using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Data.Input;
using JoinArena.PrivacyPortal.Workers;

namespace JoinArena.PrivacyPortal.Acceptance.InterviewNotices;

/// <summary>
/// What the platform records about a notice: the body of <c>PUT /workers/{workerId}/interviews/{interviewId}/notice</c>.
/// </summary>
public sealed record NoticeAnnouncement(
    string? Version,
    string? Language,
    string? Ai,
    string? Use,
    string? Recipients,
    string? Alternatives,
    [property: Instant] string? ReadAt
)
{
    internal static NoticeAnnouncement FromNotice(InterviewNotice notice) => FromText(notice.Text, notice.ReadAt);

    internal static NoticeAnnouncement FromText(NoticeText text, DateTimeOffset readAt) =>
        new(
            text.Version,
            text.Language,
            text.Ai,
            text.Purpose,
            text.Recipients,
            text.Alternatives,
            Rfc3339.Write(readAt)
        );

    internal IReadOnlyList<FieldError> Validate(string interviewId, DateTimeOffset now)
    {
        var errors = new List<FieldError>();
        if (!WorkerAnnouncement.IsValidId(interviewId))
            errors.Add(new("/interviewId", "Give an id of 1 to 200 letters, digits and . _ : - in the path."));
        if (string.IsNullOrWhiteSpace(Version) || Version.Length > 50)
            errors.Add(new("/version", "Give the version of the notice, at most 50 characters."));
        errors.AddTextFault("/version", Version);
        if (Language is null || LocaleTag.Read(Language) is null)
            errors.Add(new("/language", "Give a BCP 47 language tag, such as en or pt-PT."));
        CheckText(errors, "/ai", Ai);
        CheckText(errors, "/use", Use);
        CheckText(errors, "/recipients", Recipients);
        CheckText(errors, "/alternatives", Alternatives);
        if (!Rfc3339.TryParse(ReadAt, out var readAt))
            errors.Add(new("/readAt", Rfc3339.Expected));
        else if (readAt > now + ClockSkew.Allowed)
            errors.Add(new("/readAt", "This is in the future. Record the notice once the worker has read it."));
        return errors;
    }

    /// <summary>The words, from a valid announcement.</summary>
    internal NoticeText ToText() =>
        new()
        {
            Version = Version!,
            Language = LocaleTag.Read(Language!)!,
            Ai = Ai!,
            Purpose = Use!,
            Recipients = Recipients!,
            Alternatives = Alternatives!,
        };

    private static void CheckText(List<FieldError> errors, string pointer, string? text)
    {
        if (string.IsNullOrWhiteSpace(text) || text.Length > NoticeText.MaxLength)
            errors.Add(new(pointer, $"Give what the worker read, at most {NoticeText.MaxLength:N0} characters."));
        errors.AddTextFault(pointer, text, allowsLines: true);
    }
}
