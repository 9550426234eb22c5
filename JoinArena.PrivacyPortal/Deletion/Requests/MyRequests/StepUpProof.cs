using JoinArena.PrivacyPortal.Data;

namespace JoinArena.PrivacyPortal.Deletion.Requests.MyRequests;

/// <summary>
/// A page's word that it has just seen the worker prove who they are, with lock-out counting. Needed even within a
/// session: 11 CCR 7061(a)
/// wants re-authentication before deletion.
/// </summary>
/// <param name="At">When the proof was given.</param>
public readonly record struct StepUpProof(DateTimeOffset At)
{
    private static readonly TimeSpan s_freshness = TimeSpan.FromMinutes(5);

    /// <summary>Whether it is from just now.</summary>
    public bool IsFresh(DateTimeOffset now) => At.ToInstant() <= now && now - At <= s_freshness;
}
