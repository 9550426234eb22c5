namespace JoinArena.PrivacyPortal.Policies.Comparing;

/// <summary>A passage as HTML in two versions. Empty if a version does not have it.</summary>
public sealed record Passage(string Before, string After)
{
    /// <summary>True if the HTML is the same in both versions.</summary>
    public bool IsSame => string.Equals(Before, After, StringComparison.Ordinal);

    /// <summary>The passage with the two versions swapped.</summary>
    public Passage Swapped => new(After, Before);

    /// <summary>Compares both versions word by word.</summary>
    public TextDiff Compare() => TextDiff.Create(Before, After);
}
