using JoinArena.PrivacyPortal.Notifications;

namespace JoinArena.PrivacyPortal.Deletion.Casework.Holds;

/// <summary>What happens when a hold is lifted now.</summary>
/// <param name="Email">What the worker gets.</param>
/// <param name="Parts">The parties' parts that it concerns, of every request of the worker that is in progress.</param>
public sealed record LiftedHold(Notice Email, IReadOnlyList<LiftedPart> Parts);

/// <summary>One party's part of a request that a hold concerns.</summary>
/// <param name="Number">The request's number.</param>
public sealed record LiftedPart(string Number, string PartyName, LiftEffect Effect)
{
    /// <summary>The last day on which the party keeps what it keeps; of a part that is asked for again after it.</summary>
    public DateOnly? Until { get; init; }
}

/// <summary>What lifting a hold does to one party's part of a request.</summary>
public enum LiftEffect
{
    /// <summary>The portal asks the party now.</summary>
    AskedNow,

    /// <summary>A person has to ask it.</summary>
    AskedByHand,

    /// <summary>Its answer for another request counts for this one too.</summary>
    AskedThroughOther,

    /// <summary>It keeps data until a day, and is asked again after it.</summary>
    AskedAgain,

    /// <summary>Another hold is in place.</summary>
    StillHeld,
}
