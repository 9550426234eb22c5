using System.Net.Mail;
using System.Text.RegularExpressions;
using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Data.Input;

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
        if (
            Email is not { Length: > 2 and <= 320 }
            || !MailAddress.TryCreate(Email, out var address)
            || address.Address != Email.Trim()
        )
        {
            errors.Add(new("/email", "Give the worker's email address, such as ana@example.com."));
        }

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

    internal void CopyTo(Worker worker, string normalizedEmail)
    {
        worker.Email = Email!.Trim();
        worker.NormalizedEmail = normalizedEmail;
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
