namespace JoinArena.PrivacyPortal.Jurisdictions;

/// <summary>The place that decides whether a law holds for a request.</summary>
public enum HoldsBy
{
    /// <summary>Where the worker lives.</summary>
    Residence,

    /// <summary>Where the job is that the data was made for, whoever applied from wherever (820 ILCS 42/5).</summary>
    Job,
}
