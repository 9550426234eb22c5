namespace JoinArena.PrivacyPortal.Acceptance.Uses;

/// <summary>The fields that the form to stop a use, or to allow it again, posts.</summary>
public sealed class UseForm
{
    /// <summary>The value of <see cref="Recipient"/> that means every kind of party.</summary>
    public const string Everyone = "everyone";

    /// <summary>The kind of party in kebab-case, or <see cref="Everyone"/>.</summary>
    public string? Recipient { get; set; }

    /// <summary>The hash of the text above the button and on it.</summary>
    public string? Wording { get; set; }
}
