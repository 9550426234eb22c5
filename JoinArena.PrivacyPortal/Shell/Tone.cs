namespace JoinArena.PrivacyPortal.Shell;

/// <summary>How something stands. Always shown by shape and word too, never by colour alone.</summary>
public enum Tone
{
    /// <summary>A plain fact.</summary>
    Neutral,

    /// <summary>Done, as wished.</summary>
    Good,

    /// <summary>Somebody's answer is awaited.</summary>
    Wait,

    /// <summary>Wrong, late or failed.</summary>
    Bad,
}

/// <summary>The tone's part in a component's class.</summary>
internal static class Tones
{
    extension(Tone tone)
    {
        /// <summary><c>tag</c> of a plain fact, <c>tag tag--good</c> of a good one.</summary>
        public string Of(string block) => tone switch
        {
            Tone.Neutral => block,
            Tone.Good => $"{block} {block}--good",
            Tone.Wait => $"{block} {block}--wait",
            Tone.Bad => $"{block} {block}--bad",
        };
    }
}
