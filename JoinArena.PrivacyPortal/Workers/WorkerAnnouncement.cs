using System.Text.RegularExpressions;
using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Data.Input;
using JoinArena.PrivacyPortal.Shell;

namespace JoinArena.PrivacyPortal.Workers;

/// <summary>The body with which JoinArena's platform announces a worker.</summary>
public sealed partial record WorkerAnnouncement(
    string? Email,
    string? Name,
    string? Jurisdiction,
    string? Locale = null,
    string? TimeZone = null
)
{
    /// <summary>Returns every field that is not valid.</summary>
    public IReadOnlyList<FieldError> Validate(string id)
    {
        var errors = new List<FieldError>();
        if (!IsValidId(id))
            errors.Add(new("/workerId", "Give an id of 1 to 200 letters, digits and . _ : - in the path."));
        if (!EmailAddress.IsValid(Email))
            errors.Add(new("/email", "Give the worker's email address, such as ana@example.com."));
        if (string.IsNullOrWhiteSpace(Name) || Name.Length > 200)
            errors.Add(new("/name", "Give the worker's name, at most 200 characters."));
        errors.AddTextFault("/name", Name);
        if (Jurisdiction is null)
            errors.Add(new("/jurisdiction", "Give the ISO 3166 code of where the worker lives, such as DE or US-CA."));
        else if (!CountryCode.TryReadPlace(Jurisdiction, out _, out var fault))
            errors.Add(new("/jurisdiction", fault));
        if (Locale is not null && LocaleTag.Read(Locale) is null)
            errors.Add(new("/locale", "Give a BCP 47 language tag, such as en or pt-PT."));
        if (TimeZone is not null && TimeZoneName.FindFault(TimeZone) is { } zoneFault)
            errors.Add(new("/timeZone", zoneFault));
        return errors;
    }

    internal static WorkerAnnouncement FromWorker(Worker worker) =>
        new(worker.Email, worker.Name, worker.Jurisdiction, worker.Locale, worker.TimeZone);

    // What the body leaves out goes back to its default.
    internal void CopyTo(Worker worker)
    {
        var email = EmailAddress.Parse(Email!);
        worker.Email = email.Text;
        worker.NormalizedEmail = email.Key;
        worker.Name = Name!.Trim();
        worker.Jurisdiction = CountryCode.TryReadPlace(Jurisdiction!, out var code, out _) ? code : Jurisdiction!;
        worker.Locale = Locale is null ? "en" : LocaleTag.Read(Locale)!;
        worker.TimeZone = TimeZone ?? "UTC";
    }

    /// <summary>True if the text is a valid id of JoinArena. Ids are put into URLs without escaping.</summary>
    public static bool IsValidId(string? id) => id is { Length: > 0 and <= 200 } && Id().IsMatch(id);

    [GeneratedRegex(@"\A[A-Za-z0-9._:-]+\z", RegexOptions.None, 1000)]
    private static partial Regex Id();
}
