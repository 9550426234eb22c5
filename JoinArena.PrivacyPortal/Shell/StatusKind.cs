namespace JoinArena.PrivacyPortal.Shell;

/// <summary>How something stands. Always shown by shape and word too, never by colour alone.</summary>
public enum StatusKind
{
    /// <summary>A plain fact.</summary>
    Neutral,

    /// <summary>Done, as wished.</summary>
    Success,

    /// <summary>Somebody's answer is awaited.</summary>
    Pending,

    /// <summary>Wrong, late or failed.</summary>
    Error,
}

/// <summary>The tone's part in a component's class.</summary>
internal static class StatusKindExtensions
{
    extension(StatusKind tone)
    {
        /// <summary><c>tag</c> of a plain fact, <c>tag tag--good</c> of a good one.</summary>
        public string CssClass(string block) =>
            tone switch
            {
                StatusKind.Neutral => block,
                StatusKind.Success => $"{block} {block}--good",
                StatusKind.Pending => $"{block} {block}--wait",
                StatusKind.Error => $"{block} {block}--bad",
            };
    }
}
