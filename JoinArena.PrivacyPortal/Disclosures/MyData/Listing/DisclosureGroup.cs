namespace JoinArena.PrivacyPortal.Disclosures.MyData.Listing;

/// <summary>
/// Disclosures that repeat: the same kinds of data of the same interview, to or from the same party, for the same
/// purpose, with the same coverage. Corrected and retracted disclosures are never grouped with others.
/// </summary>
/// <param name="Disclosures">Newest first.</param>
public sealed record DisclosureGroup(IReadOnlyList<DisclosureView> Disclosures)
{
    public DisclosureView Latest => Disclosures[0];

    public int Times => Disclosures.Count;

    public DateTimeOffset FirstAt => Disclosures[^1].Time;

    public DateTimeOffset LastAt => Disclosures[0].Time;
}
