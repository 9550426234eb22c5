namespace JoinArena.PrivacyPortal.Shell.Components;

/// <summary>The icons.</summary>
public enum IconName
{
    /// <summary>The portal's logo.</summary>
    Shield,

    /// <summary>A document to read.</summary>
    Document,

    /// <summary>Parties.</summary>
    People,

    /// <summary>Deletion.</summary>
    Erase,

    /// <summary>Back. Mirrored in right-to-left languages.</summary>
    Back,

    /// <summary>Forward. Mirrored in right-to-left languages.</summary>
    Forward,

    /// <summary>An error or warning.</summary>
    Alert,

    /// <summary>Something is complete.</summary>
    Done,

    /// <summary>A file to keep.</summary>
    Download,
}
