using JoinArena.PrivacyPortal.Data.Input;

namespace JoinArena.PrivacyPortal.Access;

/// <summary>Checks that fields of different bodies have in common.</summary>
public static class FieldErrorExtensions
{
    extension(ICollection<FieldError> errors)
    {
        /// <summary>Adds what is wrong with the characters of a text, if anything is.</summary>
        /// <param name="pointer">JSON Pointer to the text.</param>
        /// <param name="allowsLines">Whether the text may have several lines.</param>
        public void AddTextFault(string pointer, string? text, bool allowsLines = false)
        {
            if (text is not null && TextRules.FindFault(text, allowsLines) is { } fault)
                errors.Add(new(pointer, fault));
        }
    }
}
