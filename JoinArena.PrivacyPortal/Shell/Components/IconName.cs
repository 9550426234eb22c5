namespace JoinArena.PrivacyPortal.Shell.Components;

/// <summary>The drawings there are.</summary>
public enum IconName
{
    /// <summary>The portal's mark: looked after.</summary>
    Shield,

    /// <summary>Something to read.</summary>
    Document,

    /// <summary>Parties.</summary>
    People,

    /// <summary>Deletion.</summary>
    Erase,

    /// <summary>Towards where one came from; turned round in right-to-left languages.</summary>
    Back,

    /// <summary>Onwards; turned round in right-to-left languages.</summary>
    Forward,

    /// <summary>Something is wrong.</summary>
    Alert,

    /// <summary>Something is done.</summary>
    Done,

    /// <summary>A file to keep.</summary>
    Download,
}
