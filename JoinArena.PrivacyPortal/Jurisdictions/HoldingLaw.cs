namespace JoinArena.PrivacyPortal.Jurisdictions;

/// <summary>The place that decides whether a law holds for a request.</summary>
public enum HoldsBy
{
    /// <summary>Where the worker lives.</summary>
    Residence,

    /// <summary>Where the job is that the data was made for, wherever the applicant lives (820 ILCS 42/5).</summary>
    Job,
}

/// <summary>Why a law's periods are kept for a request.</summary>
public enum LawReason
{
    /// <summary>It binds where the worker lives.</summary>
    Residence,

    /// <summary>It binds where the job is.</summary>
    Job,

    /// <summary>It does not bind, and JoinArena keeps it as a promise.</summary>
    Promise,
}

/// <summary>A law that holds for a request, in the place that makes it hold.</summary>
/// <param name="Place">Its time zone and holidays are those of the law's dates.</param>
public sealed record HoldingLaw(Law Law, Jurisdiction Place)
{
    /// <summary>True once counsel has checked the law, the place and its calendar.</summary>
    public bool IsReviewed => Law.IsReviewed && IsPlaceReviewed(Place);

    internal static bool IsPlaceReviewed(Jurisdiction place) =>
        place.IsReviewed && place.Calendar is not { IsReviewed: false };

    /// <summary>Why the law holds for a request received on that day in <see cref="Place"/>.</summary>
    public LawReason GetReason(DateOnly received)
    {
        if (!Law.IsBindingFor(received))
            return LawReason.Promise;
        return Law.HoldsBy is HoldsBy.Job ? LawReason.Job : LawReason.Residence;
    }
}
