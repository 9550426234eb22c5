namespace JoinArena.PrivacyPortal.Acceptance;

/// <summary>The fields that the accept form posts.</summary>
public sealed class AcceptForm
{
    public const string Name = "accept";

    /// <summary>The version whose text was on the page.</summary>
    public string? Version { get; set; }

    /// <summary>The language it was shown in.</summary>
    public string? Language { get; set; }

    /// <summary>The hash of the text beside the checkbox and on the button.</summary>
    public string? Wording { get; set; }

    /// <summary>True if the checkbox was ticked.</summary>
    public bool Accepted { get; set; }
}
