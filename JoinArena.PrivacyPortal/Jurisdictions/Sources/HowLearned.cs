namespace JoinArena.PrivacyPortal.Jurisdictions.Sources;

/// <summary>How the author of a rule learned it; counsel's review is a second thing.</summary>
public enum HowLearned
{
    /// <summary>The legal text was read.</summary>
    Read,

    /// <summary>An account of the legal text was read, and not the text itself.</summary>
    Secondary,

    /// <summary>Nothing was read: the rule is from memory.</summary>
    Remembered,
}
