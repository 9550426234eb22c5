namespace JoinArena.PrivacyPortal.Disclosures;

/// <summary>
/// Counts disclosures: how many, the first and the last. The order in which they are counted makes no difference.
/// </summary>
public abstract class DisclosureCounter
{
    public int Times { get; private set; }

    /// <summary>How many of <see cref="Times"/> the accepted policy did not allow.</summary>
    public int Uncovered { get; private set; }

    public DateTimeOffset FirstAt { get; private set; }

    public DateTimeOffset LastAt { get; private set; }

    /// <summary>Counts one disclosure.</summary>
    /// <param name="isAllowed">False where a clause was needed and none allowed it.</param>
    public void Add(DateTimeOffset at, bool isAllowed)
    {
        FirstAt = Times == 0 || at < FirstAt ? at : FirstAt;
        LastAt = Times == 0 || at > LastAt ? at : LastAt;
        Times++;
        if (!isAllowed)
            Uncovered++;
    }

    /// <summary>Replaces the counts with those of a recount.</summary>
    protected void ReplaceWith(DisclosureCounter counted)
    {
        Times = counted.Times;
        Uncovered = counted.Uncovered;
        FirstAt = counted.FirstAt;
        LastAt = counted.LastAt;
    }
}
