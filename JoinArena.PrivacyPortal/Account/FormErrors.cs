using JoinArena.PrivacyPortal.Account.Passwords;
using JoinArena.PrivacyPortal.Notifications;
using JoinArena.PrivacyPortal.Shell.Components;
using JoinArena.PrivacyPortal.Shell.Localization;
using Microsoft.Extensions.Localization;

namespace JoinArena.PrivacyPortal.Account;

/// <summary>What is wrong with the fields of an account form.</summary>
internal sealed class FormErrors(IStringLocalizer<SharedResource> words)
{
    private readonly List<FormError> _all = [];

    public IReadOnlyList<FormError> All => _all;

    public bool IsEmpty => _all.Count == 0;

    /// <summary>What stands beside the field; null when it is fine.</summary>
    public string? FindMessage(string field) => _all.FirstOrDefault(e => e.FieldId == field)?.Message;

    public void Add(string field, string message) => _all.Add(new(field, message));

    /// <summary>An address, or what to do about it.</summary>
    public void CheckEmail(string field, string? value)
    {
        if (!EmailAddress.IsValid(value))
            Add(field, words["Enter your e-mail address, such as ana@example.com."]);
    }

    /// <summary>Something in the field, or what to do about it.</summary>
    public void CheckRequired(string field, string? value, string message)
    {
        if (string.IsNullOrEmpty(value))
            Add(field, message);
    }

    /// <summary>A password that will do, or what to do about it.</summary>
    public void CheckNewPassword(string field, string? value, string email)
    {
        if (PortalPasswordValidator.Validate(value ?? "", email) is { } fault)
            Add(field, Say(fault));
    }

    private string Say(PasswordError fault) =>
        fault switch
        {
            PasswordError.TooShort => words["Use at least {0} characters.", PortalPasswordValidator.MinLength],
            PasswordError.TooLong => words["Use at most {0} characters.", PortalPasswordValidator.MaxLength],
            PasswordError.SameAsEmail => words["Use something other than your e-mail address."],
            PasswordError.Common => words[
                "That password is one of the first that are guessed. Use another, for instance four words that do not belong together."
            ],
        };
}
