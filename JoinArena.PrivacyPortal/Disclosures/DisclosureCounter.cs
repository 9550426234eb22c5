namespace JoinArena.PrivacyPortal.Disclosures;

/// <summary>
/// Counts disclosures: how often, since when, until when. The order they are counted in makes no difference.
/// </summary>
public abstract class DisclosureCounter
{
    public int Times { get; private set; }

    /// <summary>How many of <see cref="Times"/> the accepted policy did not allow.</summary>
    public int Uncovered { get; private set; }

    public DateTimeOffset FirstAt { get; private set; }

    public DateTimeOffset LastAt { get; private set; }

    /// <summary>Counts one disclosure.</summary>
    /// <param name="at">When it happened.</param>
    /// <param name="isAllowed">False where a clause was needed and none allowed it.</param>
    public void Add(DateTimeOffset at, bool isAllowed)
    {
        FirstAt = Times == 0 || at < FirstAt ? at : FirstAt;
        LastAt = Times == 0 || at > LastAt ? at : LastAt;
        Times++;
        if (!isAllowed)
            Uncovered++;
    }

    /// <summary>Takes the place of what was counted, once it has been counted anew.</summary>
    protected void ReplaceWith(DisclosureCounter counted) =>
        (Times, Uncovered, FirstAt, LastAt) = (counted.Times, counted.Uncovered, counted.FirstAt, counted.LastAt);
}
