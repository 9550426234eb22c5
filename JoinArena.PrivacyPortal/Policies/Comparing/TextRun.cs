namespace JoinArena.PrivacyPortal.Policies.Comparing;

/// <summary>Which of the two texts contains a run.</summary>
public enum TextSide
{
    Both,

    /// <summary>The earlier text only: removed.</summary>
    Before,

    /// <summary>The later text only: added.</summary>
    After,
}

/// <summary>A run of text, and which texts contain it.</summary>
public sealed record TextRun(TextSide Side, string Text);
