namespace JoinArena.PrivacyPortal.Acceptance;

/// <summary>What the form of the accept page sends.</summary>
public sealed class AcceptForm
{
    public const string Name = "accept";

    /// <summary>The version whose text was on the page.</summary>
    public string? Version { get; set; }

    /// <summary>The language it was shown in.</summary>
    public string? Language { get; set; }

    /// <summary>The hash of the words beside the box and on the button.</summary>
    public string? Wording { get; set; }

    /// <summary>Whether the box was ticked.</summary>
    public bool Accepted { get; set; }
}
