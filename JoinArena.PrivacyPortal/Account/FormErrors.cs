using JoinArena.PrivacyPortal.Account.Passwords;
using JoinArena.PrivacyPortal.Shell;
using JoinArena.PrivacyPortal.Shell.Components;
using JoinArena.PrivacyPortal.Shell.Localization;
using Microsoft.Extensions.Localization;

namespace JoinArena.PrivacyPortal.Account;

/// <summary>Collects the errors of a form, by field.</summary>
internal sealed class FormErrors(IStringLocalizer<SharedResource> words)
{
    private readonly List<FormError> _all = [];

    public IReadOnlyList<FormError> All => _all;

    public bool IsEmpty => _all.Count == 0;

    /// <summary>The message for a field, or null if the field has no error.</summary>
    public string? FindMessage(string field) => _all.FirstOrDefault(e => e.FieldId == field)?.Message;

    public void Add(string field, string message) => _all.Add(new(field, message));

    /// <summary>Adds an error unless the value is an email address.</summary>
    public void CheckEmail(string field, string? value)
    {
        if (!EmailAddress.IsValid(value))
            Add(field, words["Enter your email address, such as ana@example.com."]);
    }

    /// <summary>Adds the error if the field is empty.</summary>
    public void CheckRequired(string field, string? value, string message)
    {
        if (string.IsNullOrEmpty(value))
            Add(field, message);
    }

    /// <summary>Adds an error if the new password breaks a rule of <see cref="PortalPasswordValidator"/>.</summary>
    public void CheckNewPassword(string field, string? value, string email)
    {
        if (PortalPasswordValidator.Validate(value ?? "", email) is { } error)
            Add(field, Describe(error));
    }

    private string Describe(PasswordError error) =>
        error switch
        {
            PasswordError.TooShort => words["Use at least {0} characters.", PortalPasswordValidator.MinLength],
            PasswordError.TooLong => words["Use at most {0} characters.", PortalPasswordValidator.MaxLength],
            PasswordError.SameAsEmail => words["Do not use your email address as your password."],
            PasswordError.Common => words[
                "That password is easy to guess. Choose a different one, such as four unrelated words."
            ],
        };
}
