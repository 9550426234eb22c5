namespace JoinArena.PrivacyPortal.Disclosures.MyData;

/// <summary>What a party does with data about the worker.</summary>
public enum PartyState
{
    HasData,

    /// <summary>It gave data about the worker and received none.</summary>
    GaveData,
    AskedToErase,
    Erased,
}
