namespace JoinArena.PrivacyPortal.Deletion.Remedies;

/// <summary>Why a complaint or an appeal was not filed, extended or answered.</summary>
public enum RemedyError
{
    NotFound,

    /// <summary>The law sets no clock for it, nothing was refused or ended, or it has been answered.</summary>
    NotNow,
    TextNeeded,
    TooLong,

    /// <summary>Who proposed the refusal cannot deny the appeal against it.</summary>
    SecondPersonNeeded,
}
