namespace JoinArena.PrivacyPortal.Policies.Comparing;

/// <summary>A stretch of text as HTML in two versions; empty where a version has none.</summary>
public sealed record Passage(string Before, string After)
{
    /// <summary>Whether the text reads the same, word for word and in its form.</summary>
    public bool IsSame => string.Equals(Before, After, StringComparison.Ordinal);

    /// <summary>The same with the sides swapped.</summary>
    public Passage Swapped => new(After, Before);

    /// <summary>Compares the two word by word.</summary>
    public TextDiff Compare() => TextDiff.Create(Before, After);
}
