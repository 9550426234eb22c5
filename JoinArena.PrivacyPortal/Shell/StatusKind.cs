namespace JoinArena.PrivacyPortal.Shell;

/// <summary>The kind of a status. It is always shown by shape and words too, never by colour alone.</summary>
public enum StatusKind
{
    /// <summary>Information without urgency.</summary>
    Neutral,

    /// <summary>Completed successfully.</summary>
    Success,

    /// <summary>Waiting for an answer or an action.</summary>
    Pending,

    /// <summary>Wrong, late or failed.</summary>
    Error,
}

/// <summary>CSS classes by kind of status.</summary>
internal static class StatusKindExtensions
{
    extension(StatusKind kind)
    {
        /// <summary>The class with its modifier: <c>tag</c> for neutral, <c>tag tag--good</c> for success.</summary>
        public string CssClass(string block) =>
            kind switch
            {
                StatusKind.Neutral => block,
                StatusKind.Success => $"{block} {block}--good",
                StatusKind.Pending => $"{block} {block}--wait",
                StatusKind.Error => $"{block} {block}--bad",
            };
    }
}
